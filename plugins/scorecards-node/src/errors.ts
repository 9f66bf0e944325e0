import { CustomErrorBase, isErrorWithName } from '@backstage/errors';

/**
 * An outside system gave no usable answer.
 *
 * @public
 */
export class SourceRequestError extends CustomErrorBase {
  name = 'SourceRequestError' as const;

  /** HTTP status; undefined for timeouts and broken connections. */
  readonly status?: number;

  constructor(
    message: string,
    options: { status?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause);
    this.status = options.status;
  }

  /** Whether a caught value is such an error, also of another copy of this package. */
  static is(value: unknown): value is SourceRequestError {
    return isErrorWithName(value, 'SourceRequestError');
  }
}
