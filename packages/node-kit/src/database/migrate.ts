import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout } from 'timers/promises';
import { isPostgres } from './bulk';

const ATTEMPTS = 10;

/**
 * Brings the schema up to date. Replicas that start together on an empty
 * database can trip over each other; the one that lost waits and looks again.
 *
 * @param directory - where the migrations are
 * @public
 */
export async function migrate(knex: Knex, directory: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await knex.migrate.latest({ directory });
      return;
    } catch (error) {
      if (attempt >= ATTEMPTS) {
        throw error;
      }
      await setTimeout(200 * attempt * (0.5 + Math.random()));
    }
  }
}

/**
 * SQLite writes to a log and syncs it now and then, instead of three times for
 * each transaction. A process that is killed loses nothing; a machine that loses
 * power may lose the last moments, and never half of a transaction.
 */
async function tuneSqlite(knex: Knex): Promise<void> {
  await knex.raw('PRAGMA journal_mode = WAL');
  await knex.raw('PRAGMA synchronous = NORMAL');
  await knex.raw('PRAGMA wal_autocheckpoint = 250');
}

/** What {@link openDatabase} works with. @public */
export interface OpenDatabaseOptions {
  database: DatabaseService;
  /** Where the plugin's migrations are. */
  directory: string;
}

/** A plugin's own database, schema up to date. @public */
export async function openDatabase({
  database,
  directory,
}: OpenDatabaseOptions): Promise<Knex> {
  const knex = await database.getClient();
  if (!isPostgres(knex)) {
    await tuneSqlite(knex);
  }
  if (!database.migrations?.skip) {
    await migrate(knex, directory);
  }
  return knex;
}
