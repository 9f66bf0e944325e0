import {
  blockText,
  GENESIS,
  type AuditRecord,
  type BlockHeader,
  type RecordFilter,
} from '@daytwo/backstage-plugin-audit-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { entry } from '../__testUtils__/drafts';
import { catalogOptions, everything, fillLog } from '../__testUtils__/world';
import { AuditLog } from '../log';
import { createReading, type Reading } from './createReading';
import { RecordFinder } from './RecordFinder';
import { RecordReader } from './RecordReader';
import { PostgresScan } from './postgres/PostgresScan';

const ann = 'user:default/ann';

/** So many that they are tested in another way. */
const strangers = Array.from({ length: 50 }, (_, n) => `user:default/x-${n}`);

const singles: Array<[RecordFilter, (record: AuditRecord) => boolean]> = [
  [{ actor: [ann] }, r => r.actors.some(a => a.ref === ann)],
  [{ actor: ['plugin:mcp'] }, r => r.actors.length === 2],
  [{ actor: [ann, 'nobody'] }, r => r.actors.some(a => a.ref === ann)],
  [{ actor: [ann, ...strangers] }, r => r.actors.some(a => a.ref === ann)],
  [{ actor: ['nobody'] }, () => false],
  [{ group: ['group:default/web'] }, r => r.actors[0].ref === ann],
  [
    { group: ['group:default/loop'] },
    r => r.actors[0].ref !== 'user:default/eve',
  ],
  [{ group: ['group:default/none'] }, () => false],
  [
    { entity: ['component:default/shop', 'component:default/gone'] },
    r => /shop|gone/.test(r.entities?.[0] ?? ''),
  ],
  [{ plugin: ['catalog'] }, r => r.plugin === 'catalog'],
  [
    { event: ['catalog.task'] },
    r => r.plugin === 'catalog' && r.event === 'task',
  ],
  [
    { event: ['scaffolder.task.create'] },
    r =>
      r.plugin === 'scaffolder' && r.event === 'task' && r.action === 'create',
  ],
  [
    { outcome: ['denied', 'abandoned'] },
    r => r.outcome === 'denied' || r.outcome === 'abandoned',
  ],
  [{ severity: ['critical'] }, r => r.severity === 'critical'],
  [{ source: ['scaffolder'] }, r => r.source === 'scaffolder'],
  [{ source: ['client'] }, () => false],
  [{ correlation: 'c-7' }, r => r.correlationId === 'c-7'],
  [{ q: 'GRÖSSE 4x' }, () => false],
  [{ q: 'größe 4X, number' }, r => r.meta?.text === 'Number 4x of Größe'],
  [{ q: 'component:default/shop' }, () => false],
  [{ q: 'shop' }, r => /shop/.test(r.entities?.[0] ?? '')],
];

const both = (
  [a, testA]: (typeof singles)[0],
  [b, testB]: (typeof singles)[0],
) => [{ ...a, ...b }, (r: AuditRecord) => testA(r) && testB(r)] as const;

const pairs = singles.flatMap((one, n) =>
  singles
    .slice(n + 1)
    .filter(other => Object.keys(one[0])[0] !== Object.keys(other[0])[0])
    .map(other => both(one, other)),
);

function readerByIndex(knex: Knex, { resolver }: Reading): RecordReader {
  const scan = PostgresScan.create(knex, 1);
  const finder = RecordFinder.create({ knex, resolver, scan });
  return RecordReader.create({ knex, finder });
}

describe.each(databases.eachSupportedId())('RecordReader on %s', id => {
  let knex: Knex;
  let reading: Reading;
  let records: AuditRecord[];
  let readers: RecordReader[];

  beforeAll(async () => {
    knex = await freshDatabase(id);
    records = (await fillLog(knex)).reverse();
    reading = createReading({ knex, ...catalogOptions() });
    readers = isPostgres(knex)
      ? [reading.records, readerByIndex(knex, reading)]
      : [reading.records];
  });

  const list = async (filter: RecordFilter, reader: RecordReader) => {
    const { items } = await reader.list(filter, { limit: 500 }, everything);
    return items.map(item => item.seq);
  };

  it.each(singles)('finds %j', async (filter, test) => {
    const loud = records.filter(test).map(record => record.seq);
    const quiet = records.filter(r => test(r) && !r.noise).map(r => r.seq);
    for (const reader of readers) {
      expect(await list({ ...filter, noise: true }, reader)).toEqual(loud);
      expect(await list(filter, reader)).toEqual(quiet);
    }
  });

  it('finds any pair of filters, by index and by looking through', async () => {
    let found = 0;
    for (const [filter, test] of pairs) {
      const expected = records.filter(test).map(record => record.seq);
      found += expected.length;
      for (const reader of readers) {
        const seqs = await list({ ...filter, noise: true }, reader);
        expect([filter, seqs]).toEqual([filter, expected]);
      }
    }
    expect(found).toBeGreaterThan(500);
  });

  it('bounds by time, from included and to excluded', async () => {
    const times = [...new Set(records.map(record => record.at))];
    expect(times).toHaveLength(3);
    for (const from of [undefined, ...times, '2099-01-01T00:00:00Z']) {
      for (const to of [undefined, ...times, '2001-01-01T00:00:00Z']) {
        const expected = records.filter(
          r => (!from || r.at >= from) && (!to || r.at < to),
        );
        for (const reader of readers) {
          const seqs = await list({ from, to, noise: true }, reader);
          expect(seqs).toEqual(expected.map(record => record.seq));
        }
      }
    }
  });

  it.each([{}, { actor: [ann] }, { plugin: ['catalog'], actor: [ann] }])(
    'pages through %j without a repetition or a gap while records come in',
    async filter => {
      for (const reader of readers) {
        const expected = await list(filter, reader);
        const seqs: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await reader.list(
            filter,
            { limit: 7, cursor },
            everything,
          );
          expect(page.items.length).toBeLessThanOrEqual(7);
          seqs.push(...page.items.map(item => item.seq));
          cursor = page.nextCursor;
          const draft = { actors: [{ type: 'user' as const, ref: ann }] };
          await AuditLog.create(knex).append([entry(`new-${cursor}`, draft)]);
        } while (cursor);
        expect(seqs).toEqual(expected);
      }
    },
  );

  it('tells what is sealed, and the block of a record', async () => {
    const [newest, , third] = records;
    const instant = new Date(1).toISOString();
    const header: BlockHeader = {
      ...({ v: 1, block: 1, firstSeq: 1, lastSeq: third.seq } as const),
      ...{ since: instant, sealedAt: instant },
      ...{ root: GENESIS, previous: GENESIS, key: 'k' },
    };
    await knex('blocks').insert({
      block: 1,
      first_seq: 1,
      last_seq: third.seq,
      header: blockText(header),
      hash: 'h',
      signature: 's',
      sealed_at: 1,
    });

    const { items } = await reading.records.list(
      { noise: true, from: newest.at },
      { limit: 500 },
      everything,
    );
    const sealed = new Map(items.map(item => [item.seq, item.sealed]));
    expect(sealed.get(newest.seq)).toBe(false);
    expect(sealed.get(third.seq)).toBe(true);
    expect(
      (await reading.records.detail(newest.seq, everything)).block,
    ).toBeUndefined();
    expect(await reading.records.detail(third.seq, everything)).toEqual({
      record: third,
      body: JSON.stringify(third),
      block: {
        header,
        hash: 'h',
        signature: 's',
        kept: true,
      },
    });
  });

  it('refuses what is not there, and a cursor that is none', async () => {
    await expect(reading.records.detail(1, everything)).rejects.toThrow(
      'There is no record 1',
    );
    await expect(
      reading.records.list({}, { limit: 1, cursor: 'x' }, everything),
    ).rejects.toThrow('query.cursor');
  });

  it('finds what is related: the same action, and the same entities around', async () => {
    const record = records.find(r => r.entities?.[0]?.endsWith('shop'));
    const { seq = 0, correlationId } = record ?? {};
    const related = await reading.records.related(seq, everything);

    const action = records.filter(
      r => r.correlationId === correlationId && r.seq !== seq,
    );
    expect(related.correlation.map(r => r.seq)).toEqual(
      action.map(r => r.seq).reverse(),
    );
    const same = records.filter(
      r =>
        r.entities?.[0]?.endsWith('shop') && r.correlationId !== correlationId,
    );
    const around = [
      ...same.filter(r => r.seq > seq).slice(-10),
      ...same.filter(r => r.seq < seq).slice(0, 10),
    ];
    expect(related.entities.map(r => r.seq)).toEqual(around.map(r => r.seq));
  });

  it('streams all that match, in either order', async () => {
    const { finder } = reading;
    const scope = await finder.scope({ actor: [ann] }, everything.condition);
    for (const order of ['oldest', 'newest'] as const) {
      const seqs: number[] = [];
      for await (const page of finder.stream({ ...scope, order })) {
        seqs.push(...page.map(({ record }) => record.seq));
      }
      const newest = await list({ actor: [ann] }, reading.records);
      expect(order === 'newest' ? seqs : seqs.reverse()).toEqual(newest);
    }
  });
});
