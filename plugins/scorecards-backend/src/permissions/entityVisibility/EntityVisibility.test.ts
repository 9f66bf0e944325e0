import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { seedEntities } from '../../reading/__testUtils__/seed';
import { CatalogIdSets } from './CatalogIdSets';
import { EntityVisibilityResolver } from './EntityVisibility';

const credentials = mockCredentials.user();

const entities: Entity[] = ['one', 'two', 'three'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
}));

function conditional(rule: string, params: object): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: { rule, resourceType: 'catalog-entity', params: { ...params } },
  };
}

describe.each(databases.eachSupportedId())('EntityVisibility, %s', id => {
  let knex: Knex;
  let now: number;
  const queryEntities = jest.fn();

  beforeAll(async () => {
    knex = await freshDatabase(id);
    await seedEntities(knex, entities);
  });

  beforeEach(() => {
    now = 1_000_000;
    queryEntities.mockReset().mockImplementation(async request =>
      request.cursor
        ? { items: [entities[2]], pageInfo: {}, totalItems: 0 }
        : {
            items: [entities[0]],
            pageInfo: { nextCursor: 'more' },
            totalItems: 0,
          },
    );
  });

  function createResolver() {
    const idSets = CatalogIdSets.create({
      knex,
      catalog: { queryEntities },
      now: () => now,
    });
    return EntityVisibilityResolver.create({ knex, idSets });
  }

  async function visibleNames(
    resolver: EntityVisibilityResolver,
    decision: PolicyDecision,
  ) {
    const visibility = await resolver.resolve(decision, credentials);
    if (visibility.kind !== 'some') {
      return visibility.kind;
    }
    const { sql, bindings } = visibility.where;
    const rows = await knex('entities AS e')
      .whereRaw(sql, [...bindings])
      .orderBy('e.id');
    return rows.map(row => row.name);
  }

  it('takes a plain answer as it is', async () => {
    const resolver = createResolver();
    expect(
      await visibleNames(resolver, { result: AuthorizeResult.ALLOW }),
    ).toBe('all');
    expect(await visibleNames(resolver, { result: AuthorizeResult.DENY })).toBe(
      'none',
    );
  });

  it('reads the mirror for rules that it knows', async () => {
    const decision = conditional('HAS_METADATA', { key: 'name', value: 'two' });
    expect(await visibleNames(createResolver(), decision)).toEqual(['two']);
    expect(queryEntities).not.toHaveBeenCalled();
  });

  it('asks the catalog, as the reader, for rules that it does not know', async () => {
    const decision = conditional('IS_ON_CALL', { for: 'me' });
    expect(await visibleNames(createResolver(), decision)).toEqual([
      'one',
      'three',
    ]);
    expect(queryEntities).toHaveBeenCalledTimes(2);
    expect(queryEntities.mock.calls.map(call => call[1])).toEqual([
      { credentials },
      { credentials },
    ]);
  });

  it('asks again after half a minute, and for other conditions', async () => {
    const resolver = createResolver();
    const decision = conditional('IS_ON_CALL', { for: 'me' });
    await visibleNames(resolver, decision);
    now += 29_000;
    await visibleNames(resolver, decision);
    expect(queryEntities).toHaveBeenCalledTimes(2);
    await visibleNames(resolver, conditional('IS_ON_CALL', { for: 'you' }));
    expect(queryEntities).toHaveBeenCalledTimes(4);
    now += 2_000;
    await visibleNames(resolver, decision);
    expect(queryEntities).toHaveBeenCalledTimes(6);
  });

  it('does not keep a failure', async () => {
    const resolver = createResolver();
    const decision = conditional('IS_ON_CALL', {});
    queryEntities.mockRejectedValueOnce(new Error('catalog is down'));
    await expect(visibleNames(resolver, decision)).rejects.toThrow(
      'catalog is down',
    );
    expect(await visibleNames(resolver, decision)).toEqual(['one', 'three']);
  });

  it('shows nothing where the catalog shows nothing', async () => {
    queryEntities.mockResolvedValue({ items: [], pageInfo: {}, totalItems: 0 });
    const decision = conditional('IS_ON_CALL', {});
    expect(await visibleNames(createResolver(), decision)).toEqual([]);
  });
});
