import { migrate } from '@daytwo/node-kit';
import { databases, directory } from '../__testUtils__/databases';
import { entry, intent } from '../__testUtils__/drafts';
import { AuditLog } from './AuditLog';

const tables = [
  'records',
  'names',
  'intents',
  'blocks',
  'keys',
  'holds',
  'writers',
];

it('has a real PostgreSQL to run on', () => {
  expect(databases.supports('POSTGRES_18')).toBe(true);
});

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down with rows in place, and up again', async () => {
    const knex = await databases.init(id);
    await migrate(knex, directory);
    await AuditLog.create(knex).append([entry('a'), intent('b')]);

    await knex.migrate.rollback({ directory }, true);
    for (const table of tables) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }

    await migrate(knex, directory);
    for (const table of tables) {
      expect(await knex(table).select('*')).toEqual([]);
    }
  });
});
