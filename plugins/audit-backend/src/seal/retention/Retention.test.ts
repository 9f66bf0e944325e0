import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { databases } from '../../__testUtils__/databases';
import { entry } from '../../__testUtils__/drafts';
import { readAll } from '../../__testUtils__/readAll';
import { ensureMonth } from '../../log/partitions';
import {
  filterCondition,
  matches,
  type Condition,
} from '../../reading/conditions';
import { sealedLog, withoutGuard } from '../__testUtils__/sealedLog';
import { HoldStore } from '../holds/HoldStore';
import { removeBlocks } from './removeBlocks';
import { Retention } from './Retention';
import {
  describePolicy,
  readRetentionPolicy,
  type RetentionPolicy,
} from './RetentionPolicy';

jest.setTimeout(60_000);

const DAY = 24 * 3600 * 1000;

type SealedLog = Awaited<ReturnType<typeof sealedLog>>;

function retentionOf(
  { knex, sealer, record }: SealedLog,
  policy: RetentionPolicy,
  later = 100 * DAY,
) {
  const holds = HoldStore.create({ knex });
  const logger = mockServices.logger.mock();
  const now = () => Date.now() + later;
  const membersOf = async () => ['user:default/bob'];
  const base = { knex, sealer, record, holds, logger, now, membersOf };
  return { holds, logger, retention: Retention.create({ ...base, policy }) };
}

const left = async ({ knex }: SealedLog) =>
  (await knex('records').orderBy('seq').select('seq')).map(row =>
    Number(row.seq),
  );

const ninety = { rules: [], defaultDays: 90 };

describe.each(databases.eachSupportedId())('retention on %s', id => {
  /** Each list of drafts becomes a block. */
  async function logOf(...blocks: Array<Array<Partial<AuditDraft>>>) {
    const log = await sealedLog(id);
    for (const drafts of blocks) {
      await log.log.append(drafts.map((fields, n) => entry(`r${n}`, fields)));
      await log.sealer.sealAll();
    }
    return log;
  }

  it('prunes old blocks, says so in a sealed record, and what remains verifies', async () => {
    const log = await logOf([{}, {}], [{}], [{}]);
    const { retention } = retentionOf(log, ninety);
    expect(await retention.run()).toEqual({ blocks: 3, records: 4 });
    expect(await left(log)).toEqual([5]);
    const [record] = await readAll(log.knex);
    expect(record).toMatchObject({
      plugin: 'audit',
      event: 'retention',
      source: 'system',
      meta: { blocks: [[1, 3]], records: 4, policy: 'all others: 90 days' },
    });
    expect(await log.verifier.verify()).toMatchObject({
      blocks: 4,
      records: 1,
      pruned: 3,
      problems: [],
    });
  });

  it('keeps what accounts for the seal, for good', async () => {
    const log = await logOf([{}]);
    await log.keys.rotate();
    await log.sealer.sealAll();
    const { retention } = retentionOf(log, ninety);
    await retention.run();
    expect(await retention.run()).toEqual({ blocks: 0, records: 0 });
    expect(await left(log)).toEqual([2, 3]);
    expect(await log.problems()).toEqual([]);
  });

  it('keeps what is not old enough', async () => {
    const log = await logOf([{}]);
    const { retention } = retentionOf(log, ninety, 89 * DAY);
    expect(await retention.run()).toEqual({ blocks: 0, records: 0 });
  });

  it.each([
    ['severity', { severity: ['high'] }, { severity: 'high' }],
    ['plugin', { plugin: ['scaffolder'] }, { plugin: 'scaffolder' }],
    ['source', { source: ['auth'] }, { source: 'auth' }],
  ] as const)(
    'keeps a whole block for one record of a %s that is kept longer',
    async (_, match, fields) => {
      const log = await logOf([{}, {}], [{}, fields, {}], [{}]);
      const rules = [{ ...match, days: 1000 }] as never;
      const { retention } = retentionOf(log, { rules, defaultDays: 90 });
      expect(await retention.run()).toEqual({ blocks: 2, records: 3 });
      expect(await left(log)).toEqual([3, 4, 5, 7]);
      expect(await log.problems()).toEqual([]);
    },
  );

  it('takes the first rule that fits, and keeps what no rule fits for ever', async () => {
    const log = await logOf(
      [{ severity: 'high', plugin: 'catalog' }],
      [{ severity: 'low', plugin: 'catalog' }],
      [{ severity: 'low', plugin: 'auth' }],
    );
    const rules = [
      { severity: ['high'], days: 1000 },
      { plugin: ['catalog'], days: 90 },
    ];
    const { retention } = retentionOf(log, { rules, defaultDays: Infinity });
    expect(await retention.run()).toEqual({ blocks: 1, records: 1 });
    expect(await left(log)).toEqual([1, 3, 4]);
  });

  it.each([
    ['actor', { actor: ['user:default/bob'] }],
    ['group', { group: ['group:default/team'] }],
    ['entity', { entity: ['component:default/cart'] }],
    ['event', { event: ['catalog.entity-fetch.by-id'] }],
    ['correlation', { correlation: 'c9' }],
    ['words', { q: 'special cart' }],
    ['outcome', { outcome: ['denied' as const] }],
  ])(
    'keeps what is on hold by its %s, until it is released',
    async (_, filter) => {
      const held: Partial<AuditDraft> = {
        actors: [
          { type: 'user', ref: 'user:default/bob' },
          { type: 'plugin', ref: 'plugin:catalog' },
        ],
        entities: ['component:default/cart'],
        action: 'by-id',
        correlationId: 'c9',
        outcome: 'denied',
        meta: { text: 'A special one' },
      };
      const log = await logOf([{}], [{}, held], [{}]);
      const { holds, retention } = retentionOf(log, ninety);
      const by = 'user:default/ann';
      const hold = await holds.add({ title: 'Case 7', filter, createdBy: by });
      expect(await retention.run()).toEqual({ blocks: 2, records: 2 });
      expect(await left(log)).toEqual([2, 3, 5]);
      await holds.release(hold.id, by);
      expect(await retention.run()).toEqual({ blocks: 1, records: 2 });
      expect(await log.problems()).toEqual([]);
    },
  );

  it.each(['x', '!?', 'y'.repeat(50), 'special x', 'SPECIAL'])(
    'keeps what a search for %j finds',
    async q => {
      const log = await logOf([{ meta: { text: 'A special one' } }]);
      const { holds, retention } = retentionOf(log, ninety);
      const [record] = await readAll(log.knex);
      const filter = filterCondition({ q, noise: true }) as Condition;
      expect(matches(filter, record)).toBe(true);

      await holds.add({ title: 'Case 9', filter: { q }, createdBy: 'ann' });

      expect(await retention.run()).toEqual({ blocks: 0, records: 0 });
    },
  );

  it('stops where a hold comes in between', async () => {
    const log = await logOf([{}], [{}]);
    const { holds, retention } = retentionOf(log, ninety);
    const sealAll = log.sealer.sealAll.bind(log.sealer);
    jest.spyOn(log.sealer, 'sealAll').mockImplementationOnce(async () => {
      await holds.add({ title: 'Case 8', filter: {}, createdBy: 'ann' });
      return sealAll();
    });
    await retention.run();
    expect(await left(log)).toEqual([1, 2, 3]);
    expect(await log.problems()).toEqual([]);
  });

  it('lets a hold come in before or after what it removes, not meanwhile', async () => {
    const log = await logOf([{}], [{}]);
    const { holds } = retentionOf(log, ninety);
    const add = () => holds.add({ title: 'x', filter: {}, createdBy: 'ann' });
    const adding: Array<Promise<number[]>> = [];
    const block = { block: 1, firstSeq: 1, lastSeq: 1, root: '' };

    await removeBlocks(log.knex, [block], {
      now: 1,
      mayGoOn: async tx => {
        const inForce = await holds.freeze(tx);
        adding.push(add().then(() => left(log)));
        return inForce.length === 0;
      },
    });

    expect(await Promise.all(adding)).toEqual([[2]]);
    const isFree = async (tx: Knex) => (await holds.freeze(tx)).length === 0;
    const next = { block: 2, firstSeq: 2, lastSeq: 2, root: '' };
    await removeBlocks(log.knex, [next], { now: 1, mayGoOn: isFree });
    expect(await left(log)).toEqual([2]);
  });

  it('prunes nothing before the record of it is sealed', async () => {
    const log = await logOf([{}]);
    const { retention } = retentionOf(log, ninety);
    jest.spyOn(log.sealer, 'sealAll').mockResolvedValue(0);
    await expect(retention.run()).rejects.toThrow('nothing is pruned');
    expect(await left(log)).toEqual([1, 2]);
  });

  it('keeps a block that was tampered with', async () => {
    const log = await logOf([{}], [{}]);
    await withoutGuard(log.knex, tx =>
      tx('records').where({ seq: 1 }).update({ body: '{}' }),
    );
    const { logger, retention } = retentionOf(log, ninety);
    expect(await retention.run()).toEqual({ blocks: 1, records: 1 });
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Block 1 of the audit log does not verify'),
    );
    expect(await left(log)).toEqual([1, 3]);
  });
});

it('drops partitions of PostgreSQL that have nothing else', async () => {
  const log = await sealedLog('POSTGRES_18');
  await log.log.append([entry('a'), entry('b')]);
  await log.sealer.sealAll();
  const names = async () =>
    (
      await log.knex.raw(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits
         WHERE inhparent = 'records'::regclass ORDER BY 1`,
      )
    ).rows.map((row: { name: string }) => row.name);
  const [current] = await names();
  // The next record is of the month after the next.
  const later = Date.now() + 62 * DAY;
  await ensureMonth(log.knex, later);
  await log.knex('log_head').update({ at: later });
  await retentionOf(log, ninety).retention.run();
  expect(await names()).not.toContain(current);
  expect(await left(log)).toEqual([3]);
  expect(await log.problems()).toEqual([]);
});

it('forgets what SQLite finds pruned records by', async () => {
  const log = await sealedLog('SQLITE_3');
  await log.log.append([entry('a')]);
  await log.sealer.sealAll();
  await retentionOf(log, ninety).retention.run();
  expect(await log.knex('record_tags').where('seq', 1)).toEqual([]);
  expect(await log.knex('record_tags').where('seq', 2)).not.toEqual([]);
});

describe.each(databases.eachSupportedId())('holds on %s', id => {
  it('are kept, with who wanted and who released them', async () => {
    const { knex } = await sealedLog(id);
    let now = 1000;
    const store = HoldStore.create({ knex, now: () => now++ });
    const filter = { actor: ['user:default/bob'] };
    const one = await store.add({ title: 'One', filter, createdBy: 'ann' });
    const two = await store.add({ title: 'Two', filter: {}, createdBy: 'ann' });
    expect(await store.list()).toEqual([two, one]);
    const released = await store.release(one.id, 'eve');
    expect(released).toEqual({
      ...one,
      releasedBy: 'eve',
      releasedAt: '1970-01-01T00:00:01.002Z',
    });
    expect(await store.list()).toEqual([two]);
    expect(await store.list({ released: true })).toEqual([two, released]);
    await expect(store.release(one.id, 'eve')).rejects.toThrow('no hold');
    await expect(store.release('none', 'eve')).rejects.toThrow('no hold');
  });
});

describe('audit.retention', () => {
  const read = (retention?: object) =>
    readRetentionPolicy(new ConfigReader({ audit: { retention } as never }));

  it('is read', () => {
    const policy = read({
      default: { days: 365 },
      rules: [
        { match: { severity: 'critical' }, days: 3650 },
        { match: { plugin: ['catalog'], source: ['auditor'] }, days: 30 },
      ],
    });
    expect(policy && describePolicy(policy)).toBe(
      'severity critical: 3650 days; source auditor and plugin catalog: 30 days; all others: 365 days',
    );
    expect(read()).toBeUndefined();
    expect(
      read({ rules: [{ match: { plugin: 'a' }, days: 1 }] }),
    ).toMatchObject({
      defaultDays: Infinity,
    });
  });

  it.each([
    [{ default: { days: 0 } }, 'more than 0'],
    [{ rules: [{ match: {}, days: 1 }] }, 'match needs'],
    [{ rules: [{ match: { severity: 'big' }, days: 1 }] }, "not 'big'"],
  ])('is refused: %j', (retention, message) => {
    expect(() => read(retention)).toThrow(message);
  });
});
