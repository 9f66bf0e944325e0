import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { insertEntities } from '../../__testUtils__/entities';
import { FactStore } from '../../database/facts/FactStore';
import { SourceRegistry } from '../SourceRegistry';
import { PushService } from './PushService';
import { readPushSources } from './readPushSources';

const NOW = Date.parse('2027-01-31T09:00:00Z');

const config = new ConfigReader({
  scorecards: {
    push: {
      sources: [
        {
          id: 'coverage',
          title: 'Test coverage',
          freshness: { days: 7 },
          appliesTo: { kind: 'component' },
          schema: {
            type: 'object',
            properties: {
              line: { type: 'number' },
              files: { type: 'array', items: { type: 'string' } },
            },
            required: ['line'],
          },
        },
      ],
    },
  },
});

describe.each(databases.eachSupportedId())('PushService on %s', id => {
  let knex: Knex;
  let service: PushService;
  let facts: FactStore;
  let asked: string[][];

  beforeAll(async () => {
    knex = await freshDatabase(id);
    const ids = await insertEntities(knex, ['billing', 'ledger']);
    const known = new Map([
      ['component:default/billing', ids[0]],
      ['component:default/ledger', ids[1]],
    ]);
    const registry = SourceRegistry.create();
    readPushSources(config).forEach(source => registry.add(source));
    facts = FactStore.create(knex);
    service = PushService.create({
      registry,
      facts,
      resolveEntities: async refs => {
        asked.push([...refs]);
        return new Map([...known].filter(([ref]) => refs.includes(ref)));
      },
      maxBytes: 1000,
      now: () => NOW,
    });
  });

  beforeEach(async () => {
    asked = [];
    await knex('facts').delete();
    await knex('dirty').delete();
  });

  async function refusal(report: Partial<Parameters<typeof push>[0]>) {
    const result = await push({
      entityRef: 'component:default/billing',
      fact: { line: 1 },
      ...report,
    });
    expect(result.outcome).toBe('refused');
    expect(await knex('facts')).toEqual([]);
    return result.problems;
  }

  async function push(report: {
    entityRef: string;
    fact: Record<string, unknown>;
    observedAt?: string;
  }) {
    const [result] = await service.push('coverage', [report]);
    return result;
  }

  it('stores a fact, ahead of other work', async () => {
    const report = {
      entityRef: 'Component:Billing',
      fact: { line: 80 },
      observedAt: '2027-01-31T08:00:00+01:00',
    };

    expect(await push(report)).toEqual({
      entityRef: 'Component:Billing',
      outcome: 'changed',
    });
    expect(await push(report)).toMatchObject({ outcome: 'unchanged' });
    expect(await knex('dirty').select('priority', 'cause')).toEqual([
      { priority: 10, cause: 'factChanged' },
    ]);
    const stored = await facts.factsFor([
      (await knex('facts').first()).entity_id,
    ]);
    expect([...stored.values()][0].get('coverage')).toMatchObject({
      data: { line: 80 },
      observedAt: NOW - 2 * 3_600_000,
    });
  });

  it('takes and refuses each report by itself, in order', async () => {
    const results = await service.push('coverage', [
      { entityRef: 'component:default/billing', fact: { line: '80' } },
      { entityRef: 'component:default/gone', fact: { line: 80 } },
      { entityRef: 'component:default/ledger', fact: { line: 80 } },
      { entityRef: 'component:default/ledger', fact: { line: 81 } },
      { entityRef: 'billing', fact: { line: 80 } },
    ]);

    expect(results.map(r => r.outcome)).toEqual([
      'refused',
      'refused',
      'unchanged',
      'changed',
      'refused',
    ]);
    expect(results[1].problems).toEqual([
      { path: '', message: 'There is no entity component:default/gone' },
    ]);
    expect(results[4].problems?.[0].message).toContain(
      '"billing" is not an entity ref such as "component:default/billing"',
    );
    expect(asked).toEqual([
      ['component:default/gone', 'component:default/ledger'],
    ]);
  });

  it('refuses a wrong type with its place', async () => {
    const fact = { line: '80', files: ['a', 1] };

    expect(await refusal({ fact })).toEqual([
      { path: '/line', message: 'must be number, is the string "80"' },
      { path: '/files/1', message: 'must be string, is 1' },
    ]);
  });

  it('refuses a fact that is too large, naming the sizes', async () => {
    const fact = { line: 1, files: ['x'.repeat(1000)] };

    expect(await refusal({ fact })).toEqual([
      {
        path: '',
        message:
          'the fact is 1023 bytes of JSON, more than the 1000 that scorecards.facts.maxBytes allows',
      },
    ]);
  });

  it('refuses a fact that is nested beyond reason', async () => {
    const fact = JSON.parse(
      `{"line":1,"x":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    );

    expect(await refusal({ fact })).toEqual([
      { path: '', message: expect.stringContaining('nested deeper than 32') },
    ]);
  });

  it.each([
    ['in the future', '2027-01-31T09:05:01Z', 'which is in the future'],
    ['no instant', '31.1.2027', 'must be an ISO 8601 instant'],
    ['no day that exists', '2027-13-31T09:00:00Z', 'must be an ISO 8601'],
    ['without a time zone', '2027-01-31T09:00:00', 'must be an ISO 8601'],
  ])('refuses an observation %s', async (_, observedAt, message) => {
    expect(await refusal({ observedAt })).toEqual([
      { path: '', message: expect.stringContaining(message) },
    ]);
  });

  it('takes an observation of a clock that is a little ahead as one of now', async () => {
    const report = {
      entityRef: 'component:default/billing',
      fact: { line: 1 },
      observedAt: '2027-01-31T09:04:59Z',
    };

    expect(await push(report)).toMatchObject({ outcome: 'changed' });
    expect(Number((await knex('facts').first()).observed_at)).toBe(NOW);
  });

  it('keeps the newest where reports arrive out of order', async () => {
    const report = (line: number, observedAt: string) =>
      push({
        entityRef: 'component:default/billing',
        fact: { line },
        observedAt,
      });

    await report(2, '2027-01-31T08:00:00Z');
    expect(await report(1, '2027-01-31T07:00:00Z')).toMatchObject({
      outcome: 'unchanged',
    });
    expect((await knex('facts').first()).data).toBe('{"line":2}');
  });

  it('names the sources that take reports where one is asked that does not', async () => {
    await expect(service.push('covrage', [])).rejects.toThrow(
      'No source of facts "covrage" takes reports; the sources that do are: coverage',
    );
  });
});

describe('readPushSources', () => {
  it('reads what the config says', () => {
    expect(readPushSources(config)).toEqual([
      expect.objectContaining({
        id: 'coverage',
        title: 'Test coverage',
        mode: 'push',
        freshnessMs: 7 * 86_400_000,
        appliesTo: { kind: 'component' },
      }),
    ]);
    expect(readPushSources(new ConfigReader({}))).toEqual([]);
  });

  it('says where a schema is wrong', () => {
    const schema = { type: 'object', properties: { a: { type: 'nubmer' } } };
    const sources = [{ id: 'ci', schema }];

    expect(() =>
      readPushSources(new ConfigReader({ scorecards: { push: { sources } } })),
    ).toThrow(
      'Invalid config at scorecards.push.sources[0].schema of "ci": at /properties/a/type: must be',
    );
  });
});
