import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { readPieces } from './readPieces';

const SCORECARD = 7;

async function insertResult(
  knex: Knex,
  entityId: number,
  states: string,
  version = 1,
): Promise<void> {
  await knex('results').insert({
    scorecard_id: SCORECARD,
    entity_id: entityId,
    version,
    states,
    since: '',
    fact_versions: '{}',
    level: -1,
    passed: 0,
    known: 0,
    counted: 0,
    evaluated_at: 1,
    revision: 1,
  });
  await knex('entity_dims').insert([
    { entity_id: entityId, dim: 'tag', value: 'go' },
    { entity_id: entityId, dim: 'group', value: `group:default/${entityId}` },
  ]);
}

describe.each(databases.eachSupportedId())('readPieces on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await freshDatabase(id);
  });

  async function collect() {
    const joined = new Map<string, string>();
    let pieces = 0;
    for await (const rows of readPieces(knex, SCORECARD)) {
      pieces++;
      for (const { dim, value, version, states } of rows) {
        const key = `${dim} ${value} v${version}`;
        joined.set(
          key,
          [...(joined.get(key) ?? ''), ...states].sort().join(''),
        );
      }
    }
    return { joined, pieces };
  }

  it('finds each entity once, whichever piece it is in', async () => {
    await insertResult(knex, 3, 'P');
    await insertResult(knex, 5002, 'F');
    await insertResult(knex, 5003, 'U');
    await insertResult(knex, 20_000, 'P', 2);

    const { joined, pieces } = await collect();

    expect(pieces).toBeGreaterThan(1);
    expect(Object.fromEntries(joined)).toEqual({
      'all  v1': 'FPU',
      'all  v2': 'P',
      'tag go v1': 'FPU',
      'tag go v2': 'P',
      'group group:default/3 v1': 'P',
      'group group:default/5002 v1': 'F',
      'group group:default/5003 v1': 'U',
      'group group:default/20000 v2': 'P',
    });
  });

  it('has nothing to tell of a scorecard without entities', async () => {
    expect((await collect()).pieces).toBe(0);
  });
});
