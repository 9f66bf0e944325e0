import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { draft, entry, intent } from '../__testUtils__/drafts';
import { readAll } from '../__testUtils__/readAll';
import { AuditLog } from './AuditLog';
import { listMonths, monthOf } from './partitions';
import { readBodies } from './readBodies';

const range = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe.each(databases.eachSupportedId())('AuditLog on %s', id => {
  let knex: Knex;
  let log: AuditLog;

  beforeEach(async () => {
    knex = await freshDatabase(id);
    log = AuditLog.create(knex);
  });

  it('gives places without a gap to writers at the same time, each record once', async () => {
    const logs = [log, AuditLog.create(knex)];
    const batches = range(100).map(n =>
      range(20).map(m => entry(`${n}/${m}`, { plugin: `p${n % 7}` })),
    );

    await Promise.all(
      logs.map(async (writer, which) => {
        for (const batch of batches.filter((_, n) => n % 2 === which)) {
          await writer.append(batch);
        }
      }),
    );

    const records = await readAll(knex);
    expect(records.map(record => record.seq)).toEqual(range(2000));
    expect(new Set(records.map(record => record.id)).size).toBe(2000);
    const times = records.map(record => record.at);
    expect(times).toEqual([...times].sort());
    expect(await log.head()).toMatchObject({ seq: 2000 });
  });

  it('keeps the order within a batch, and says where the log ends', async () => {
    expect(await log.append([entry('a'), entry('b')])).toEqual({ lastSeq: 2 });
    expect(await log.append([entry('c')])).toEqual({ lastSeq: 3 });
    expect((await readAll(knex)).map(record => record.id)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it.each([
    { severity: 'info' },
    { outcome: 'ok' },
    { source: 'me' },
    { actors: [] },
    { actors: undefined },
  ])('refuses what would be read as something else: %p', async fields => {
    const odd = entry('odd', fields as unknown as Partial<AuditDraft>);
    await expect(log.append([entry('a'), odd])).rejects.toThrow();
    expect(await readAll(knex)).toEqual([]);
  });

  it('leaves no gap where a batch fails in its middle', async () => {
    await log.append([entry('a')]);
    const broken = draft('b', { durationMs: 1 });
    await knex.raw(
      isPostgres(knex)
        ? `ALTER TABLE records ADD CONSTRAINT broken CHECK (body NOT LIKE '%broken%')`
        : `CREATE TRIGGER broken BEFORE INSERT ON records WHEN NEW.body LIKE '%broken%'
           BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    );

    await expect(
      log.append([
        entry('good'),
        { kind: 'record', draft: { ...broken, meta: { text: 'broken' } } },
      ]),
    ).rejects.toThrow('broken');

    expect(await log.append([entry('c')])).toEqual({ lastSeq: 2 });
    expect((await readAll(knex)).map(record => record.id)).toEqual(['a', 'c']);
  });

  it('puts in a batch that is replayed once', async () => {
    const batch = [entry('a'), entry('b')];
    const once = { batchIds: ['1'] };
    expect(await log.append(batch, once)).toEqual({ lastSeq: 2 });

    expect(await log.append(batch, once)).toEqual({ lastSeq: 2 });
    await AuditLog.create(knex).append(batch, once);

    expect(await readAll(knex)).toHaveLength(2);
    await log.forgetBatches(Date.now() + 1);
    expect(await knex('spool_batches').select('*')).toEqual([]);
  });

  it('puts in several batches together, or none where one of them is known', async () => {
    await log.append([entry('a'), entry('b')], { batchIds: ['1', '2'] });
    await expect(
      log.append([entry('b'), entry('c')], { batchIds: ['2', '3'] }),
    ).rejects.toThrow();
    const kept = await readAll(knex);
    expect(kept.map(record => record.id)).toEqual(['a', 'b']);
    expect(await log.known(['2', '3'])).toEqual(['2']);

    await log.append([entry('c')], { batchIds: ['3'] });
    expect(await readAll(knex)).toHaveLength(3);
  });

  it('never lets the time of the log go back', async () => {
    const future = Date.now() + 3_600_000;
    await knex('log_head').update({ at: future });

    await log.append([entry('a')]);

    const [record] = await readAll(knex);
    expect(record.at).toBe(new Date(future).toISOString());
  });

  it('stores hostile texts as they are', async () => {
    const hostile = [
      'a\0b',
      '\ud800 alone',
      '\\u0000 \\ud800',
      '\'"; DROP TABLE records; --',
      '{"a":"\\""}',
      '{1,2}\n\r\t\u001b[31m ☃ 😀 $1 ? :name',
      'ı İ ß',
    ];
    const actors = hostile.map(ref => ({ type: 'user' as const, ref }));

    await log.append([
      entry('a\0', { actors, entities: hostile, meta: { hostile } }),
      entry('b', {
        plugin: hostile[0],
        event: hostile[1],
        correlationId: hostile[1],
        actors: [{ type: 'user', ref: `x${'é'.repeat(20_000)}` }],
        entities: ['n'.repeat(20_000)],
      }),
    ]);

    const [first, second] = await readAll(knex);
    expect(first.id).toBe('a\0');
    expect(first.meta).toEqual({ hostile });
    expect(first.entities).toEqual(hostile);
    expect(first.actors).toEqual(actors);
    expect(second.event).toBe(hostile[1]);
    expect(second.actors[0].ref).toHaveLength(20_001);
  });

  it('stores only fields that a record has', async () => {
    const smuggled = { ...draft('a'), seq: 99, v: 2, at: 'never', other: 1 };

    await log.append([{ kind: 'record', draft: smuggled }]);

    const [{ at, ...record }] = await readAll(knex);
    expect(record).toEqual({ v: 1, seq: 1, ...draft('a') });
    expect(at).not.toBe('never');
  });

  describe('intents', () => {
    const ids = async () => (await knex('intents').select('id')).map(r => r.id);

    it('go when their outcome comes', async () => {
      await log.append([intent('a'), intent('b')]);
      expect(await readAll(knex)).toEqual([]);

      await log.append([entry('a', {}, 'a')]);

      expect(await ids()).toEqual(['b']);
      expect(await readAll(knex)).toHaveLength(1);
    });

    it('are not stored where the outcome is in the same batch', async () => {
      await log.append([intent('a'), entry('a', {}, 'a'), intent('b')]);

      expect(await ids()).toEqual(['b']);
    });

    it('become abandoned records when they are old, each once', async () => {
      await log.append([
        intent('old', { meta: { text: '\0' } }, '2026-01-01T00:00:00Z'),
        intent('older', {}, '2025-01-01T00:00:00Z'),
        intent('new', {}, '2026-11-24T00:00:00Z'),
      ]);
      const before = Date.parse('2026-02-01');

      const counts = await Promise.all([
        log.takeAbandoned(before),
        AuditLog.create(knex).takeAbandoned(before),
      ]);

      expect(counts[0] + counts[1]).toBe(2);
      expect(await ids()).toEqual(['new']);
      const records = await readAll(knex);
      expect(records.map(record => record.correlationId).sort()).toEqual([
        'c-old',
        'c-older',
      ]);
      expect(records.every(r => r.outcome === 'abandoned')).toBe(true);
    });

    it.each(['{"x', '5', '{"plugin":7}'])(
      'become abandoned records that say so where somebody edited them to %s',
      async edited => {
        await log.append([intent('a', {}, '2026-01-01T00:00:00.000Z')]);
        await knex('intents').update({ draft: edited });
        expect(await log.takeAbandoned(Date.now())).toBe(1);
        const [record] = await readAll(knex);
        expect(record).toMatchObject({
          event: 'record-unreadable',
          outcome: 'abandoned',
          startedAt: '2026-01-01T00:00:00.000Z',
        });
        expect(await log.takeAbandoned(Date.now())).toBe(0);
      },
    );

    it('become abandoned records when their process is dead', async () => {
      await log.append([
        intent('a', { writer: 'dead' }),
        intent('b', { writer: 'alive' }),
      ]);

      expect(await log.takeAbandoned({ writer: 'dead' })).toBe(1);

      expect(await ids()).toEqual(['b']);
    });

    it('go without a record where the outcome came before', async () => {
      await log.append([
        entry('a', { correlationId: 'known at the end only' }, 'a'),
        entry('b', {}, 'b'),
      ]);
      await log.append([intent('a'), intent('c')]);
      expect(await log.takeAbandoned(Date.now())).toBe(2);

      expect(await ids()).toEqual([]);
      const records = await readAll(knex);
      expect(
        records.map(record => [record.correlationId, record.outcome]),
      ).toEqual([
        ['known at the end only', 'succeeded'],
        ['c-b', 'succeeded'],
        ['c-c', 'abandoned'],
      ]);
    });

    it('are taken by parts', async () => {
      await log.append(range(5).map(n => intent(`${n}`)));

      expect(await log.takeAbandoned(Date.now(), 2)).toBe(2);
      expect(await log.takeAbandoned(Date.now(), 9)).toBe(3);
      expect(await log.takeAbandoned(Date.now(), 9)).toBe(0);
    });
  });

  it('refuses to change or delete a record', async () => {
    await log.append([entry('a')]);

    await expect(knex('records').update({ body: '{}' })).rejects.toThrow(
      'never changed: UPDATE',
    );
    await expect(knex('records').delete()).rejects.toThrow(
      'never changed: DELETE',
    );
  });

  it('gives bodies of a part of the log, over pages', async () => {
    for (const n of range(5)) {
      await log.append(range(1000).map(m => entry(`${n}/${m}`)));
    }
    const seqs: number[] = [];
    for await (const { seq } of readBodies(knex, 3, 4998)) {
      seqs.push(seq);
    }
    expect(seqs).toEqual(range(4998).slice(2));
  });
});

describe('AuditLog on PostgreSQL', () => {
  const NOVEMBER = Date.parse('2026-11-24T12:00:00Z');

  async function fresh() {
    const knex = await freshDatabase('POSTGRES_18');
    return { knex, log: AuditLog.create(knex) };
  }

  it('makes partitions ahead, by months in UTC, and again without harm', async () => {
    const { knex, log } = await fresh();

    await Promise.all([
      log.ensurePartitions(NOVEMBER),
      AuditLog.create(knex).ensurePartitions(NOVEMBER),
    ]);

    expect((await listMonths(knex)).map(month => month.name)).toEqual([
      'records_2026_11',
      'records_2026_12',
      'records_2027_01',
    ]);
    expect(monthOf(Date.parse('2026-12-31T23:59:59.999Z'))).toEqual({
      name: 'records_2026_12',
      from: Date.parse('2026-12-01T00:00:00Z'),
      to: Date.parse('2027-01-01T00:00:00Z'),
    });
  });

  it('makes a missing partition when a record needs it, at the same time in two', async () => {
    const { knex, log } = await fresh();
    await log.append([entry('a')]);
    const later = monthOf(Date.now(), 3);
    await knex('log_head').update({ at: later.from });

    await Promise.all([
      log.append([entry('b')]),
      AuditLog.create(knex).append([entry('c')]),
      log.ensurePartitions(later.from),
    ]);

    expect(await knex(later.name).select('seq')).toHaveLength(2);
  });

  it('goes on where retention has dropped the month that it is in', async () => {
    const { knex, log } = await fresh();
    await log.append([entry('a')]);
    await knex.raw('DROP TABLE ??', [monthOf(Date.now()).name]);

    expect(await log.append([entry('b')])).toEqual({ lastSeq: 2 });
    expect(await knex('records').select('seq')).toEqual([{ seq: '2' }]);
  });

  it('deletes for retention only', async () => {
    const { knex, log } = await fresh();
    await log.append([entry('a'), entry('b')]);
    const { name } = (await listMonths(knex))[0];

    await expect(knex('records').delete()).rejects.toThrow('DELETE refused');
    await expect(knex(name).delete()).rejects.toThrow('DELETE refused');
    await expect(knex.raw(`TRUNCATE ${name}`)).rejects.toThrow('TRUNCATE');
    await expect(knex('records').truncate()).rejects.toThrow('TRUNCATE');

    await knex.transaction(async tx => {
      await tx.raw(`SET LOCAL daytwo.prune = 'on'`);
      await tx('records').where('seq', 1).delete();
    });
    expect(await knex('records').select('seq')).toEqual([{ seq: '2' }]);
    await expect(knex('records').delete()).rejects.toThrow('DELETE refused');
  });
});
