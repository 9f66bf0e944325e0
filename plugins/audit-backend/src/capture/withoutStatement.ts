import { isError } from '@backstage/errors';

/**
 * What knex puts before the message of an error is the statement, on SQLite with
 * all of its values: people who are told of an outage are not to read the records
 * of others there.
 */
export function withoutStatement(error: unknown): Error {
  if (!isError(error)) {
    return new Error(String(error));
  }
  const { message } = error;
  const at = message.lastIndexOf(' - ');
  error.message = at < 0 ? message : message.slice(at + ' - '.length);
  return error;
}
