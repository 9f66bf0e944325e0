import type {
  AuditError,
  AuditOutcome,
} from '@daytwo/backstage-plugin-audit-common';

const denials = ['NotAllowedError', 'AuthenticationError'];

/** An action that may not be done is denied; any other error is a failure. */
export function outcomeOf(error: unknown): AuditOutcome {
  const name = read(error, 'name');
  const isDenial =
    denials.includes(String(name)) ||
    // What another plugin answered.
    (name === 'ResponseError' &&
      denials.includes(String(read(read(error, 'cause'), 'name'))));
  return isDenial ? 'denied' : 'failed';
}

/** An error as it is kept. */
export function errorOf(error: unknown): AuditError {
  const name = read(error, 'name');
  const message = read(error, 'message');
  return {
    name: typeof name === 'string' && name ? name : 'Error',
    message: typeof message === 'string' ? message : textOf(error),
  };
}

/** Anything can be thrown, also what throws when it is looked at. */
function read(value: unknown, key: string): unknown {
  try {
    return Object(value)[key];
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '[unreadable]';
  }
}
