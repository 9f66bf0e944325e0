import { ResponseError } from '@backstage/errors';

/** The HTTP status of a refused request. @public */
export function statusOf(error: Error): number | undefined {
  return ResponseError.is(error) ? error.response.status : undefined;
}

/** What the backend says is wrong; the error of the client only gives the status. @public */
export function messageOf(error: Error): string {
  const said = ResponseError.is(error) ? error.cause.message : undefined;
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
