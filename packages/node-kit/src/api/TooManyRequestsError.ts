import { CustomErrorBase } from '@backstage/errors';

/** Asked too often; says when to come back. @public */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;

  /** Read by the error handler of the HTTP router. */
  readonly statusCode = 429;

  /** Whole seconds to wait. */
  readonly retryAfter: number;

  constructor(message: string, retryAfterMs: number) {
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
    super(`${message}; try again in ${seconds} s`);
    this.retryAfter = seconds;
  }
}
