import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { component, scorecardEntity } from '../__testUtils__/scorecard';
import { FactStore } from '../database/facts/FactStore';
import { createEngine } from '../engine/createEngine';
import { CatalogFacts } from './CatalogFacts';
import { CatalogMirror } from './CatalogMirror';
import { MirrorWriter } from './MirrorWriter';

function owned(name: string, owner: string): Entity {
  return {
    ...component(name, { owner }, { etag: name }),
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', etag: 'g1' },
  spec: { type: 'team', children: [] },
};

const ownerExists = scorecardEntity([
  [{ id: 'owner', rule: 'facts.catalog.ownerExists' }],
]);

describe.each(databases.eachSupportedId())('CatalogMirror on %s', id => {
  async function setUp(initial: Entity[]) {
    const knex = await freshDatabase(id);
    const logger = mockServices.logger.mock();
    const now = () => Date.parse('2026-11-16T10:00:00Z');
    const facts = FactStore.create(knex);
    const engine = createEngine({
      knex,
      logger,
      facts,
      environment: RuleEnvironment.create(),
      freshness: () => undefined,
      now,
    });
    const writer = MirrorWriter.create({
      knex,
      catalogFacts: CatalogFacts.create(knex, facts, now),
      now,
      wake: () => {},
    });
    let entities = initial;
    const catalog = () => catalogServiceMock({ entities });
    const mirror = CatalogMirror.create({
      catalog: {
        streamEntities: (
          ...args: Parameters<ReturnType<typeof catalog>['streamEntities']>
        ) => catalog().streamEntities(...args),
        getEntitiesByRefs: (
          ...args: Parameters<ReturnType<typeof catalog>['getEntitiesByRefs']>
        ) => catalog().getEntitiesByRefs(...args),
      } as ReturnType<typeof catalog>,
      auth: mockServices.auth(),
      writer,
      definitions: engine.definitions,
      logger,
      now,
    });
    return {
      knex,
      mirror,
      engine,
      set: (next: Entity[]) => {
        entities = next;
      },
      states: async () => {
        await engine.worker.drain();
        const rows = await knex('results as r')
          .join('entities as e', 'e.id', 'r.entity_id')
          .orderBy('e.name')
          .select('e.name', 'r.states');
        return rows.map(row => `${row.name} ${row.states}`);
      },
    };
  }

  it('evaluates what the catalog has, and fetches only what changes', async () => {
    const { mirror, states } = await setUp([
      ownerExists,
      group,
      owned('shop', 'payments'),
      owned('till', 'ghosts'),
    ]);

    expect(await mirror.run()).toMatchObject({ seen: 4, changed: 4 });
    expect(await states()).toEqual(['shop P', 'till F']);
    expect(await mirror.run()).toMatchObject({ changed: 0 });
  });

  it('looks again at what points to an entity that comes or goes', async () => {
    const { mirror, states, set } = await setUp([
      ownerExists,
      owned('shop', 'payments'),
    ]);
    await mirror.run();
    expect(await states()).toEqual(['shop F']);

    set([ownerExists, group, owned('shop', 'payments')]);
    await mirror.run();
    expect(await states()).toEqual(['shop P']);

    set([ownerExists, owned('shop', 'payments')]);
    await mirror.run();
    await mirror.run();
    expect(await states()).toEqual(['shop F']);
  });

  it('keeps results of a catalog that shrank, until a second pass confirms it', async () => {
    const all = [ownerExists, group, owned('shop', 'payments')];
    const { mirror, states, set, knex } = await setUp(all);
    await mirror.run();
    await states();

    set([]);
    expect(await mirror.run()).toMatchObject({ missing: 3, removed: 0 });
    expect(await states()).toEqual(['shop P']);

    set(all);
    await mirror.run();
    set([]);
    await mirror.run();
    expect(await states()).toEqual(['shop P']);

    expect(await mirror.run()).toMatchObject({ removed: 3 });
    expect(await states()).toEqual([]);
    expect(await knex('transitions').orderBy('id')).toMatchObject([
      { cause: 'entityEntered' },
      { cause: 'entityLeft' },
    ]);
    expect(await knex('former_entities').select('ref')).toHaveLength(3);
  });

  it('removes nothing where the catalog cannot be listed whole', async () => {
    const { mirror, knex, set } = await setUp([owned('shop', 'payments')]);
    await mirror.run();
    set([
      {
        get kind(): string {
          throw new Error('The catalog went away');
        },
      } as Entity,
    ]);

    await expect(mirror.run()).rejects.toThrow('went away');
    await expect(mirror.run()).rejects.toThrow('went away');

    expect(await knex('entities')).toMatchObject([{ missing_since: null }]);
  });

  it('stores what PostgreSQL would refuse', async () => {
    const { mirror, knex } = await setUp([
      component('odd', {}, { etag: '1', description: 'nul \0 lone \ud800.' }),
    ]);

    await mirror.run();

    expect(await knex('entities').select('name')).toEqual([{ name: 'odd' }]);
  });
});
