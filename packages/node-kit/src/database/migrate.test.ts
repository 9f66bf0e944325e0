import { mockServices } from '@backstage/backend-test-utils';
import { databases, directory } from '../__testUtils__/databases';
import { rawRows } from './bulk';
import { migrate, openDatabase } from './migrate';

describe.each(databases.eachSupportedId())('migrate on %s', id => {
  it('migrates once where two replicas start together', async () => {
    const knex = await databases.init(id);

    await Promise.all([migrate(knex, directory), migrate(knex, directory)]);

    expect(await knex('knex_migrations').select('name')).toHaveLength(1);
    expect(await knex('things').select()).toEqual([]);
  });

  it('opens a database with its schema', async () => {
    const client = await databases.init(id);
    const database = mockServices.database.mock({
      getClient: async () => client,
    });

    const knex = await openDatabase({ database, directory });

    expect(await knex.schema.hasTable('things')).toBe(true);
  });

  it('leaves the schema alone where migrations are skipped', async () => {
    const client = await databases.init(id);
    const database = mockServices.database.mock({
      getClient: async () => client,
      migrations: { skip: true },
    });

    const knex = await openDatabase({ database, directory });

    expect(await knex.schema.hasTable('things')).toBe(false);
  });
});

it('lets SQLite sync now and then', async () => {
  const client = await databases.init('SQLITE_3');
  const database = mockServices.database.mock({
    getClient: async () => client,
  });

  const knex = await openDatabase({ database, directory });

  expect(rawRows(await knex.raw('PRAGMA synchronous'))).toEqual([
    { synchronous: 1 },
  ]);
});
