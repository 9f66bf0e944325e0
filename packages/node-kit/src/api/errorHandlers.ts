import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { TooManyRequestsError } from './TooManyRequestsError';

/** A body that is not JSON is the caller's mistake. */
export const explainBody: ErrorRequestHandler = (error, _req, _res, next) => {
  next(
    error?.type === 'entity.parse.failed'
      ? new InputError(`body: is not valid JSON: ${error.message}`)
      : error,
  );
};

/** Says when to come back in the header that clients look at. */
export const tellWhenToRetry: ErrorRequestHandler = (
  error,
  _req,
  res,
  next,
) => {
  if (error instanceof TooManyRequestsError) {
    res.set('Retry-After', String(error.retryAfter));
  }
  next(error);
};
