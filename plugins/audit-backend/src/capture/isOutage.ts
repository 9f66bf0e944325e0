import { isError } from '@backstage/errors';

/** Codes of Node, of SQLite and classes of PostgreSQL that say that the database is away or overloaded. */
const codes = [
  /^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI_AGAIN|NOTFOUND|NOSPC|IO|ROFS)/,
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|PROTOCOL|INTERRUPT)/,
  // Connection, transaction, password, no such database, rolled back, schema or rights, resources, operator, system, internal.
  /^(08|25|28|3D|40|42|53|57|58|XX)[0-9A-Z]{3}$/,
  /^55P03$/,
];

/** What code throws that is given nonsense, ours or of a driver. */
const mistakes = ['TypeError', 'RangeError', 'SyntaxError'];

/**
 * Whether an error is about the database rather than what it was given. It need
 * not know all: who asks finds out by trying where the answer is no, in parts.
 *
 * An error without a code is of the driver: it lost the connection, say, and does
 * not know whether the batch was stored. That one has to be tried as it was.
 */
export function isOutage(error: unknown): error is Error {
  if (!isError(error)) {
    return false;
  }
  const code = 'code' in error ? String(error.code) : '';
  if (code === '') {
    return !mistakes.includes(error.name);
  }
  return codes.some(c => c.test(code));
}
