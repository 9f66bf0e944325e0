import type {
  AuditError,
  AuditOutcome,
} from '@daytwo/backstage-plugin-audit-common';

const denials = ['NotAllowedError', 'AuthenticationError'];

/** An action that may not be done is denied; any other error is a failure. */
export function outcomeOf(error: unknown): AuditOutcome {
  const { name, cause } = Object(error);
  const isDenial =
    denials.includes(name) ||
    // What another plugin answered.
    (name === 'ResponseError' && denials.includes(Object(cause).name));
  return isDenial ? 'denied' : 'failed';
}

/** An error as it is kept. */
export function errorOf(error: unknown): AuditError {
  const { name, message } = Object(error);
  return {
    name: typeof name === 'string' && name ? name : 'Error',
    message: typeof message === 'string' ? message : String(error),
  };
}
