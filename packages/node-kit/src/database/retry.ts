/** Deadlock, serialization failure, and SQLite's busy: done again, it goes through. */
const transientCodes = new Set(['40P01', '40001', 'SQLITE_BUSY']);

/**
 * Runs a transaction again where the database gave it up for the sake of
 * another one.
 *
 * @public
 */
export async function retryTransient<T>(
  run: () => Promise<T>,
  attempts = 5,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (attempt >= attempts || !transientCodes.has(code)) {
        throw error;
      }
    }
  }
}
