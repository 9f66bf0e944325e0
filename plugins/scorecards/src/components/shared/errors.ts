import { ResponseError } from '@backstage/errors';

/** The HTTP status of a refused request. @internal */
export function statusOf(error: Error): number | undefined {
  return ResponseError.is(error) ? error.response.status : undefined;
}

/** Whether the reader lacks a permission. @internal */
export function isForbidden(error: Error): boolean {
  return error.name === 'NotAllowedError' || statusOf(error) === 403;
}
