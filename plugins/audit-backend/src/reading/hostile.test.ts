import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { draft } from '../__testUtils__/drafts';
import { catalogOptions, everything } from '../__testUtils__/world';
import { AuditLog } from '../log/AuditLog';
import { HoldStore } from '../seal';
import { UsageReader } from '../usage/UsageReader';
import { createReading, type Reading } from './index';
import { encodeCursor } from './cursor';

/** What nobody who means well asks for. */
const odd = [
  '\0',
  '\ud800',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '?',
  ':name',
  '$1',
  '{}',
];

describe.each(databases.eachSupportedId())('odd questions on %s', id => {
  let knex: Knex;
  let reading: Reading;

  beforeAll(async () => {
    knex = await freshDatabase(id);
    const log = AuditLog.create(knex);
    await log.append(
      ['plain', ...odd].map((value, n) => ({
        kind: 'record',
        draft: draft(`id-${n}`, {
          correlationId: `c${value}`,
          actors: [{ type: 'user', ref: `user:default/${value}` }],
          entities: [`component:default/${value}`],
          meta: { note: `a${value}b` },
        }),
      })),
    );
    reading = createReading({ knex, ...catalogOptions() });
  });

  const list = async (filter: RecordFilter, cursor?: string) => {
    const page = { limit: 50, cursor };
    const { items } = await reading.records.list(filter, page, everything);
    return items.map(({ seq }) => seq);
  };

  const day = 86_400_000;
  const count = async (filter: RecordFilter) => {
    const to = new Date(Date.now() + day).toISOString();
    const asked = { ...filter, to };
    const { buckets } = await reading.histogram.read(asked, 9, everything);
    return buckets.reduce((sum, { succeeded }) => sum + succeeded, 0);
  };

  it.each(odd)('finds %j as it is, and nothing else', async value => {
    const seq = odd.indexOf(value) + 2;
    const filters: RecordFilter[] = [
      { actor: [`user:default/${value}`] },
      { entity: [`component:default/${value}`] },
      { correlation: `c${value}` },
    ];
    for (const filter of filters) {
      expect(await list(filter)).toEqual([seq]);
      expect(await count(filter)).toBe(1);
    }
  });

  it.each(odd)('answers whoever asks with %j', async value => {
    for (const name of ['plugin', 'event', 'group', 'actor'] as const) {
      expect(await list({ [name]: [value] })).toEqual([]);
    }
    expect(await list({ q: `${value}zz` })).toEqual([]);
    for (const kind of ['actor', 'entity', 'plugin', 'event'] as const) {
      const asked = { of: kind, q: value, limit: 50 };
      const values = await reading.suggestions.read(asked, everything);
      expect(values).toEqual(values.filter(one => one.includes(value)));
    }
  });

  it.each(odd)('reads usage and keeps holds with %j', async value => {
    const usage = UsageReader.create({
      knex,
      settings: { privacy: false, minutesSaved: {} },
      templates: async () => [],
      now: Date.now,
    });
    expect((await usage.read({ team: [value] })).items).toEqual([]);
    const holds = HoldStore.create({ knex });
    const filter = { actor: [value] };
    const hold = await holds.add({ title: value, filter, createdBy: value });
    expect((await holds.list()).map(one => one.id)).toContain(hold.id);
    await expect(holds.release(value, 'me')).rejects.toThrow('no hold');
  });

  it.each([
    ['0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59.999999-14:00', 12],
    ['9999-12-31T23:59:59Z', undefined, 0],
    [undefined, '0000-01-01T00:00:00Z', 0],
    ['2030-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 0],
  ])('knows the times from %s to %s', async (from, to, expected) => {
    expect(await list({ from, to })).toHaveLength(expected);
    const { buckets } = await reading.histogram.read(
      { from, to },
      400,
      everything,
    );
    expect(buckets.length).toBeLessThanOrEqual(400);
  });

  it('takes a day for what it is where it is asked', async () => {
    const { at } = (await reading.records.find(1, everything)).record;
    const local = at.replace('Z', '+02:00');
    const [earlier] = [{ to: local }, { from: local }];
    expect(await list(earlier)).toEqual([]);
    expect(await list({ from: local })).toHaveLength(12);
  });

  it('goes on below a cursor, wherever that is', async () => {
    expect(await list({}, encodeCursor(3))).toEqual([2, 1]);
    expect(await list({}, encodeCursor(0))).toEqual([]);
    expect(await list({}, encodeCursor(999_999_999_999_999))).toHaveLength(12);
    const bad = ['below:-1', 'below:1.5', 'below:1e9', 'x', '\0'].map(text =>
      Buffer.from(text).toString('base64url'),
    );
    for (const cursor of ['', ...bad]) {
      await expect(list({}, cursor)).rejects.toThrow('query.cursor');
    }
  });

  it('takes as much as fits into a request', async () => {
    const many = Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(500, 'x'));
    const filter = {
      ...{ actor: many, entity: many, event: many, plugin: many, group: many },
      q: 'ab '.repeat(66),
    };
    expect(await list(filter)).toEqual([]);
    expect(await count(filter)).toBe(0);
  });
});
