import type {
  AuditRecord,
  RecordFilter,
} from '@daytwo/backstage-plugin-audit-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { entry } from '../__testUtils__/drafts';
import { readAll } from '../__testUtils__/readAll';
import { catalogOptions, everything } from '../__testUtils__/world';
import { AuditLog } from '../log';
import { all, has, type Condition } from './conditions';
import { createReading, type Reading } from './createReading';
import { RecordFinder } from './RecordFinder';
import { RecordReader } from './RecordReader';
import { PostgresScan } from './postgres/PostgresScan';

const [ann, bob, eve, mia, zoe] = ['ann', 'bob', 'eve', 'mia', 'zoe'].map(
  name => `user:default/${name}`,
);
const agent = 'plugin:mcp';

/** Eve is never behind anybody, and mia always is. */
const chains = [
  ...[[ann], [bob], [eve], [agent], [zoe]],
  ...[
    [eve, agent],
    [ann, agent],
    [ann, bob],
    [eve, bob],
    [bob, ann],
  ],
  ...[
    [eve, mia],
    [ann, mia],
    [eve, agent, bob],
    [agent, zoe],
  ],
];

/** So many that they are tested in another way. */
const strangers = Array.from({ length: 50 }, (_, n) => `user:default/x-${n}`);

const someActors = [
  ...[[ann], [bob], [eve], [mia], [agent], [ann, eve], ['nobody']],
  ...[[eve, zoe, ...strangers], [ann, mia, ...strangers], strangers],
];

/** Filters, with the actors that they ask for. */
const filters: Array<[RecordFilter, readonly string[][]]> = [
  [{}, []],
  ...someActors.map(
    actor => [{ actor }, [actor]] as [RecordFilter, string[][]],
  ),
  ...someActors.map(
    actor =>
      [{ actor, group: ['group:default/web'] }, [actor, [ann]]] as [
        RecordFilter,
        string[][],
      ],
  ),
  [{ actor: [eve], group: ['group:default/loop'] }, [[eve], [ann, bob]]],
];

const visible: Array<[Condition, readonly string[][]]> = [
  [all, []],
  ...someActors.map(
    actor => [has('actor', actor), [actor]] as [Condition, string[][]],
  ),
];

const meets = ({ actors }: AuditRecord, asked: readonly string[][]) =>
  asked.every(refs => actors.some(({ ref }) => refs.includes(ref)));

describe.each(databases.eachSupportedId())('chains of actors on %s', id => {
  let knex: Knex;
  let reading: Reading;
  let records: AuditRecord[];
  let lists: RecordReader[];

  beforeAll(async () => {
    knex = await freshDatabase(id);
    const entries = chains.flatMap((chain, n) =>
      [false, true].map(noise => {
        const actors = chain.map(ref => ({ type: 'user' as const, ref }));
        return entry(`${n}-${noise}`, { actors, ...(noise && { noise }) });
      }),
    );
    await AuditLog.create(knex).append(entries);
    records = (await readAll(knex)).reverse();
    reading = createReading({ knex, ...catalogOptions() });
    const { resolver } = reading;
    const scan = PostgresScan.create(knex, 1);
    const finder = RecordFinder.create({ knex, resolver, scan });
    lists = isPostgres(knex)
      ? [reading.records, RecordReader.create({ knex, finder })]
      : [reading.records];
  });

  it.each(filters)(
    'finds and counts what is asked for, whoever reads, case %#',
    async (filter, asked) => {
      for (const [condition, seen] of visible) {
        const reader = { ...everything, condition };
        for (const noise of [true, undefined]) {
          const query = { ...filter, noise };
          const expected = records
            .filter(r => meets(r, [...asked, ...seen]) && (noise || !r.noise))
            .map(({ seq }) => seq);
          for (const list of lists) {
            const { items } = await list.list(query, { limit: 500 }, reader);
            expect([seen, items.map(({ seq }) => seq)]).toEqual([
              seen,
              expected,
            ]);
          }
          const { buckets } = await reading.histogram.read(query, 10, reader);
          const count = buckets.reduce(
            (sum, { succeeded }) => sum + succeeded,
            0,
          );
          expect([seen, count]).toEqual([seen, expected.length]);
        }
      }
    },
  );
});
