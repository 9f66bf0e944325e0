import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** Where the migrations are. */
export const directory = `${__dirname}/../../migrations`;

/** Both databases that we support; the second one is a real server. */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
});

/** A database of its own, schema up to date. */
export async function freshDatabase(
  id: Parameters<typeof databases.init>[0],
): Promise<Knex> {
  const knex = await databases.init(id);
  await migrate(knex, directory);
  return knex;
}

/** How another process connects to it. */
export function connectionOf(knex: Knex): string {
  const { connection } = knex.client.config;
  return typeof connection === 'string'
    ? connection
    : `postgresql://${connection.user}:${connection.password}@${connection.host}:${connection.port}/${connection.database}`;
}
