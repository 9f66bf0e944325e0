import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_AUDIT_RECORD,
  type AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { catalogOptions, fillLog } from '../__testUtils__/world';
import { createReading, type Reading } from '../reading';
import { RecordFinder } from '../reading/RecordFinder';
import { RecordReader } from '../reading/RecordReader';
import { PostgresScan } from '../reading/postgres/PostgresScan';
import { AuditReaders } from './AuditReaders';
import { ResourceLoader } from './ResourceLoader';
import { auditRecordConditions, auditRecordPermissionRules } from './rules';

type Conditions = PermissionCriteria<PermissionCondition>;

const { isOwnAction, concernsOwnedEntity, actorInGroup, fromPlugin } =
  auditRecordConditions;

const ruleset = {
  getRuleByName: (name: string) => {
    const rules = Object.values(auditRecordPermissionRules);
    const rule = rules.find(item => item.name === name);
    if (!rule) throw new Error(name);
    return rule;
  },
} as never;

const own = isOwnAction({ claims: ['user:default/ann'] });
const owned = concernsOwnedEntity({ claims: ['group:default/web'] });
const inWeb = actorInGroup({ groups: ['group:default/web'] });
const inLoop = actorInGroup({ groups: ['group:default/loop'] });
const catalog = fromPlugin({ plugins: ['catalog'] });

const single: Conditions[] = [
  own,
  isOwnAction({ claims: ['user:default/bob', 'plugin:mcp'] }),
  owned,
  concernsOwnedEntity({
    claims: ['group:default/web', 'group:default/product'],
  }),
  inWeb,
  inLoop,
  actorInGroup({ groups: ['group:default/product', 'group:default/web'] }),
  catalog,
  fromPlugin({ plugins: ['scaffolder', 'catalog-graph'] }),
];

const nothing: Conditions[] = [
  isOwnAction({ claims: [] }),
  concernsOwnedEntity({ claims: [] }),
  concernsOwnedEntity({ claims: ['group:default/none'] }),
  actorInGroup({ groups: [] }),
  fromPlugin({ plugins: [] }),
  { allOf: [own, actorInGroup({ groups: ['group:default/none'] })] },
];

const combined: Conditions[] = [
  { anyOf: [own, owned] },
  { anyOf: [catalog, inWeb, owned] },
  { allOf: [catalog, owned] },
  { allOf: [inLoop, { anyOf: [owned, catalog] }] },
  { not: own },
  { not: owned },
  { not: catalog },
  { not: { anyOf: [own, catalog] } },
  { allOf: [catalog, { not: inWeb }] },
  { anyOf: [own, { allOf: [catalog, { not: owned }] }] },
];

function decided(decision: PolicyDecision) {
  return mockServices.permissions.mock({
    authorizeConditional: async () => [decision],
    authorize: async () => [
      {
        result:
          decision.result === AuthorizeResult.CONDITIONAL
            ? AuthorizeResult.ALLOW
            : decision.result,
      },
    ],
  });
}

const conditional = (conditions: Conditions): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'audit',
  resourceType: RESOURCE_TYPE_AUDIT_RECORD,
  conditions,
});

describe.each(databases.eachSupportedId())('AuditReaders on %s', id => {
  let knex: Knex;
  let reading: Reading;
  let records: AuditRecord[];
  let loader: ResourceLoader;

  beforeAll(async () => {
    knex = await freshDatabase(id);
    records = (await fillLog(knex)).reverse();
    reading = createReading({ knex, ...catalogOptions() });
    loader = ResourceLoader.create({ knex, ...catalogOptions() });
  });

  const readersFor = (decision: PolicyDecision) =>
    AuditReaders.create({
      permissions: decided(decision),
      registry: { getPermissionRuleset: () => ruleset },
      resolver: reading.resolver,
    });

  const readerFor = (decision: PolicyDecision) =>
    readersFor(decision).readerFor(mockCredentials.user());

  /** Places that the rules themselves allow, as the permission system applies them. */
  async function allowed(conditions: Conditions): Promise<number[]> {
    const seqs = records.map(record => record.seq);
    const resources = await loader.load(seqs.map(String));
    const authorize = createConditionAuthorizer(ruleset);
    return seqs.filter((_, n) =>
      authorize(conditional(conditions), resources[n]),
    );
  }

  it.each([...single, ...combined])(
    'shows what the rules allow, in lists and one by one: %j',
    async conditions => {
      const reader = await readerFor(conditional(conditions));
      const expected = await allowed(conditions);
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(records.length);

      const scan = isPostgres(knex) ? PostgresScan.create(knex, 1) : undefined;
      const { resolver } = reading;
      const finder = RecordFinder.create({ knex, resolver, scan });
      const byIndex = RecordReader.create({ knex, finder });
      for (const lists of [reading.records, byIndex]) {
        const page = await lists.list({ noise: true }, { limit: 500 }, reader);
        expect(page.items.map(item => item.seq)).toEqual(expected);
        expect(page.restricted).toBe(true);
      }
      const histogram = await reading.histogram.read(
        { noise: true, from: records.at(-1)?.at, to: '2099-01-01T00:00:00Z' },
        100,
        reader,
      );
      const sum = histogram.buckets.reduce(
        (n, b) => n + b.succeeded + b.failed + b.denied + b.abandoned,
        0,
      );
      expect(sum).toBe(expected.length);
      await expect(singly(reader)).resolves.toEqual(expected);
    },
  );

  async function singly(
    reader: Awaited<ReturnType<typeof readerFor>>,
  ): Promise<number[]> {
    const seen = await Promise.all(
      records.map(({ seq }) =>
        reading.records.detail(seq, reader).then(
          () => [seq],
          error => {
            expect(error.name).toBe('NotFoundError');
            return [];
          },
        ),
      ),
    );
    return seen.flat();
  }

  it.each(nothing)('shows nothing where nothing is allowed: %j', async none => {
    const reader = await readerFor(conditional(none));
    expect(await allowed(none)).toEqual([]);

    const page = await reading.records.list({}, { limit: 9 }, reader);

    expect(page).toMatchObject({ items: [], restricted: true });
    expect(page.nextCursor).toBeUndefined();
    for (const kind of ['actor', 'entity', 'plugin', 'event'] as const) {
      const values = await reading.suggestions.read(
        { of: kind, limit: 9 },
        reader,
      );
      expect(values).toEqual([]);
    }
  });

  it('hides what is out of view by id, filter, relation, export and suggestion', async () => {
    const reader = await readerFor(conditional(own));
    const hidden = records.find(r =>
      r.actors.every(actor => actor.ref !== 'user:default/ann'),
    );
    const { seq = 0, correlationId } = hidden ?? {};

    for (const read of ['find', 'detail', 'related'] as const) {
      await expect(reading.records[read](seq, reader)).rejects.toThrow(
        `There is no record ${seq} that you may read`,
      );
    }
    const filters = [
      { actor: ['user:default/bob'], entity: [] },
      { correlation: correlationId, noise: true },
    ];
    for (const filter of filters) {
      const scope = await reading.finder.scope(filter, reader.condition);
      for await (const page of reading.finder.stream({
        ...scope,
        order: 'oldest',
      })) {
        for (const { record } of page) {
          const refs = record.actors.map(actor => actor.ref);
          expect(refs).toContain('user:default/ann');
        }
      }
    }
    const actors = await reading.suggestions.read(
      { of: 'actor', limit: 100 },
      reader,
    );
    expect(actors.sort()).toEqual(['plugin:mcp', 'user:default/ann']);
  });

  it('shows all to who may see all', async () => {
    const reader = await readerFor({ result: AuthorizeResult.ALLOW });

    const page = await reading.records.list(
      { noise: true },
      { limit: 500 },
      reader,
    );

    expect(page.items).toHaveLength(records.length);
    expect(page.restricted).toBe(false);
    const suggested = await reading.suggestions.read(
      { of: 'actor', q: 'DEFAULT/B', limit: 5 },
      reader,
    );
    expect(suggested).toEqual(['user:default/bob']);
    expect(
      await reading.suggestions.read({ of: 'plugin', limit: 5 }, reader),
    ).toEqual(expect.arrayContaining(['catalog', 'scaffolder']));
  });

  it('refuses who may see nothing, or may not export', async () => {
    const readers = readersFor({ result: AuthorizeResult.DENY });
    const credentials = mockCredentials.user();

    await expect(readers.readerFor(credentials)).rejects.toThrow(
      'needs the permission audit.record.read',
    );
    await expect(readers.exporterFor(credentials)).rejects.toThrow(
      'needs the permission audit.record.export',
    );
  });

  it('lets who exports see what who reads does', async () => {
    const reader = await readersFor(conditional(own)).exporterFor(
      mockCredentials.user(),
    );

    expect(reader.restricted).toBe(true);
  });

  it('gives the permission system records one by one', async () => {
    const [{ seq }] = records;
    const refs = [`${seq}`, '999999999', 'x', `${seq}`];

    const found = await loader.load(refs);

    expect(found.map(item => item?.record.seq)).toEqual([
      seq,
      undefined,
      undefined,
      seq,
    ]);
  });
});
