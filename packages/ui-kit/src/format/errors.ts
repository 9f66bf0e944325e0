import { ResponseError } from '@backstage/errors';

/** The HTTP status of a refused request. @public */
export function statusOf(error: Error): number | undefined {
  return ResponseError.is(error) ? error.response.status : undefined;
}

/** Pages of proxies, which clients put behind the status. */
const MARKUP = /,?\s*<(!doctype|html|head|body|pre|h1)\b[\s\S]*$/i;

/** What the backend says is wrong; the error of the client only gives the status. @public */
export function messageOf(error: Error): string {
  const said = ResponseError.is(error)
    ? error.cause.message.replace(MARKUP, '')
    : undefined;
  return said || error.message || error.name;
}

/**
 * Whether the backend knows no such thing. Where the plugin is not installed
 * in it at all, it answers 404 as well, without that name.
 *
 * @public
 */
export function isNotFound(error: Error): boolean {
  return ResponseError.is(error) && error.cause.name === 'NotFoundError';
}

/** Whether the reader lacks a permission. @public */
export function isForbidden(error: Error): boolean {
  return error.name === 'NotAllowedError' || statusOf(error) === 403;
}

/**
 * Whether the plugin is not installed in the backend: it answers 404, and gives
 * no reason.
 *
 * @public
 */
export function isAbsent(error: Error): boolean {
  return statusOf(error) === 404 && !isNotFound(error);
}

/**
 * Whether it would be refused again, as neither rights nor plugins come by
 * themselves: nothing that asks unasked goes on asking.
 *
 * @public
 */
export function isRefused(error: Error): boolean {
  return isForbidden(error) || isAbsent(error);
}
