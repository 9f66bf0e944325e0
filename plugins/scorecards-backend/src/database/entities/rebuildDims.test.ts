import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { insertAll } from '../../__testUtils__/entities';
import { component } from '../../__testUtils__/scorecard';
import { ancestorsOf, syncGroupAncestors } from './groupAncestors';
import { rebuildDims } from './rebuildDims';

function related(
  kind: string,
  name: string,
  relations: Array<[type: string, targetRef: string]>,
): Entity {
  return {
    ...component(name, {}, { tags: ['java'] }),
    kind,
    spec:
      kind === 'Component' ? { type: 'service', lifecycle: 'production' } : {},
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

async function dimsOf(knex: Knex, id: number): Promise<string[]> {
  const rows = await knex('entity_dims').where({ entity_id: id });
  return rows.map(row => `${row.dim}=${row.value}`).sort();
}

describe('ancestorsOf', () => {
  it('ends where a circle began', () => {
    const parents = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
    ]);

    expect(ancestorsOf(['a'], parents)).toEqual([
      { group_ref: 'a', ancestor_ref: 'a', depth: 0 },
      { group_ref: 'a', ancestor_ref: 'b', depth: 1 },
      { group_ref: 'a', ancestor_ref: 'c', depth: 2 },
    ]);
  });
});

describe.each(databases.eachSupportedId())('rebuildDims on %s', id => {
  it('counts an entity for every group above its owner, its system and domain', async () => {
    const knex = await freshDatabase(id);
    const ids = await insertAll(knex, [
      related('Group', 'core', [['childOf', 'group:default/payments']]),
      related('Group', 'payments', [['childOf', 'group:default/all']]),
      related('Group', 'all', []),
      related('System', 'checkout', [['partOf', 'domain:default/trade']]),
      related('Component', 'shop', [
        ['ownedBy', 'group:default/core'],
        ['partOf', 'system:default/checkout'],
      ]),
    ]);

    const changed = await syncGroupAncestors(knex);
    await rebuildDims(knex, ids);

    expect(changed).toHaveLength(3);
    expect(await dimsOf(knex, ids[4])).toEqual([
      'domain=domain:default/trade',
      'group=group:default/all',
      'group=group:default/core',
      'group=group:default/payments',
      'lifecycle=production',
      'system=system:default/checkout',
      'tag=java',
      'type=service',
    ]);
    expect(await syncGroupAncestors(knex)).toEqual([]);
  });

  it('counts an owner that does not exist for itself', async () => {
    const knex = await freshDatabase(id);
    const ids = await insertAll(knex, [
      related('Component', 'shop', [['ownedBy', 'group:default/ghosts']]),
    ]);

    await rebuildDims(knex, ids);

    expect(await dimsOf(knex, ids[0])).toContain('group=group:default/ghosts');
  });
});
