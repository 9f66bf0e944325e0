import { isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/**
 * Runs while no other replica seals. Where one does, there is nothing to do.
 * That two blocks of one number cannot be is not its business: the table's key
 * sees to that.
 */
export async function whileSealing<T>(
  knex: Knex,
  run: (db: Knex) => Promise<T>,
): Promise<T | undefined> {
  if (!isPostgres(knex)) {
    return run(knex);
  }
  return knex.transaction(async tx => {
    const [{ locked }] = rawRows<{ locked: boolean }>(
      await tx.raw(
        `SELECT pg_try_advisory_xact_lock(hashtext('daytwo-audit-seal ' || current_schema())) AS locked`,
      ),
    );
    return locked ? run(tx) : undefined;
  });
}
