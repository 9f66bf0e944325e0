import { DatabaseManager } from '@backstage/backend-defaults/database';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import createKnex, { type Knex } from 'knex';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { startPostgres, type PostgresServer } from './startPostgres';
import { idleLifecycle, quietLogger } from './stubs';

/** The databases that figures are measured on. */
export type DatabaseId = 'pg' | 'sqlite';

/** A place for one scenario's data, on either database. */
export interface DataPlace {
  id: DatabaseId;
  /** `backend.database` of app-config. */
  config: JsonObject;
  /** Opens the database of a plugin as a backend does. */
  open(pluginId: string): Promise<Knex>;
  /** Removes all of it. Close what is open before. */
  remove(): Promise<void>;
}

function open(config: JsonObject, pluginId: string): Promise<Knex> {
  return DatabaseManager.fromConfig(
    new ConfigReader({ backend: { database: config } }),
  )
    .forPlugin(pluginId, { logger: quietLogger, lifecycle: idleLifecycle })
    .getClient();
}

function sqlitePlace(): DataPlace {
  const directory = mkdtempSync(join(tmpdir(), 'daytwo-bench-sqlite-'));
  const config = { client: 'better-sqlite3', connection: { directory } };
  return {
    id: 'sqlite',
    config,
    open: pluginId => open(config, pluginId),
    remove: async () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function dropDatabases(
  server: PostgresServer,
  prefix: string,
): Promise<void> {
  const knex = createKnex({
    client: 'pg',
    connection: { ...server.connection, database: 'postgres' },
  });
  try {
    const rows: Array<{ datname: string }> = await knex('pg_database')
      .where('datname', 'like', `${prefix.replace(/_/g, '\\_')}%`)
      .select('datname');
    for (const { datname } of rows) {
      await knex.raw('DROP DATABASE ?? WITH (FORCE)', [datname]);
    }
  } finally {
    await knex.destroy();
  }
}

function postgresPlace(server: PostgresServer, name: string): DataPlace {
  const prefix = `bench_${process.pid}_${name}_`;
  const config = { client: 'pg', connection: server.connection, prefix };
  return {
    id: 'pg',
    config,
    open: pluginId => open(config, pluginId),
    remove: () => dropDatabases(server, prefix),
  };
}

/** Databases to measure on; PostgreSQL starts when it is first asked for. */
export class BenchDatabases {
  #postgres: Promise<PostgresServer> | undefined;
  #places = 0;

  private constructor() {}

  static create(): BenchDatabases {
    return new BenchDatabases();
  }

  async place(id: DatabaseId): Promise<DataPlace> {
    if (id === 'sqlite') {
      return sqlitePlace();
    }
    this.#postgres ??= startPostgres();
    return postgresPlace(await this.#postgres, `p${this.#places++}`);
  }

  async stop(): Promise<void> {
    await (await this.#postgres)?.stop();
  }
}
