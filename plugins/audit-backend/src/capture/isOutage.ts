/** Codes of Node, of SQLite and classes of PostgreSQL that say that the database is away or overloaded. */
const codes = [
  /^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI_AGAIN|NOTFOUND|NOSPC|IO|ROFS)/,
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|PROTOCOL|INTERRUPT)/,
  // Connection, rolled back, schema or rights, resources, operator, system, read-only.
  /^(08|40|42|53|57|58)[0-9A-Z]{3}$/,
  /^(25006|55P03)$/,
];

const names = ['SinkTimeoutError', 'KnexTimeoutError'];

/**
 * Whether an error is about the database rather than what it was given. It need
 * not know all: who asks finds out by trying where the answer is no.
 */
export function isOutage(error: unknown): error is Error {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = 'code' in error ? String(error.code) : '';
  return names.includes(error.name) || codes.some(c => c.test(code));
}
