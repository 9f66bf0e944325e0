import { migrate } from '@daytwo/node-kit';
import { databases } from '../__testUtils__/databases';
import { migrations } from './migrations';

const tables = [
  'entities',
  'facts',
  'scorecards',
  'scorecard_versions',
  'results',
  'transitions',
  'rollups',
  'rollup_days',
  'dirty',
  'sweep_chunks',
  'rate_budgets',
];

it('has a real PostgreSQL to run on', () => {
  expect(databases.supports('POSTGRES_18')).toBe(true);
});

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up, down with rows in place, and up again', async () => {
    const knex = await databases.init(id);
    await migrate(knex, migrations);
    await knex('marks').insert({ key: 'a', value: 'b' });
    await knex('dirty').insert({
      entity_id: 1,
      priority: 0,
      cause: 'c',
      generation: 1,
      marked_at: 1,
    });

    await knex.migrate.rollback({ directory: migrations }, true);
    expect(await knex.schema.hasTable('results')).toBe(false);

    await migrate(knex, migrations);
    for (const table of tables) {
      expect(await knex(table).select('*')).toEqual([]);
    }
  });
});
