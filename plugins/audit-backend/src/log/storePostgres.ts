import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { CHUNK_SIZE, tagBits } from './chunks';
import {
  placesTaking,
  toHead,
  type Head,
  type HeadRow,
  type Statement,
} from './head';
import { endedId, intentsDeletion, intentsInsertion } from './intents';
import { knownIdsInsertion } from './knownIds';
import type { PreparedRecord } from './prepareRecord';
import type { StoredBatch } from './storeBatch';

/** Texts without a line break, as JSON is, in one: arrays would have each quote escaped. */
const lines = (texts: readonly string[]) => texts.join('\n');
const numbers = (values: readonly number[]) => `{${values.join(',')}}`;
const flags = (values: readonly boolean[]) =>
  `{${values.map(Number).join(',')}}`;

const columns: ReadonlyArray<
  [
    name: string,
    type: string,
    of: (records: readonly PreparedRecord[]) => string,
  ]
> = [
  ['event', '?::int[]', all => numbers(all.map(r => r.event))],
  ['actor', '?::int[]', all => numbers(all.map(r => r.actor))],
  ['outcome', '?::smallint[]', all => numbers(all.map(r => r.outcome))],
  ['severity', '?::smallint[]', all => numbers(all.map(r => r.severity))],
  ['source', '?::smallint[]', all => numbers(all.map(r => r.source))],
  ['noise', '?::boolean[]', all => flags(all.map(r => r.noise))],
  ['tags', `string_to_array(?, E'\\n')`, all => lines(all.map(bitsOf))],
  [
    'digest',
    `string_to_array(?, E'\\n')`,
    all => lines(all.map(r => r.digest)),
  ],
  ['body', `string_to_array(?, E'\\n')`, all => lines(all.map(r => r.body))],
];

/** Lower bits of the keys in the index, as the text of an array. */
function bitsOf({ tags, facet }: PreparedRecord): string {
  return numbers([facet, ...tags].map(tagBits));
}

function headPart(tx: Knex, count: number): Statement {
  const { sql, bindings } =
    count === 0
      ? { sql: 'SELECT seq, at FROM log_head', bindings: [] }
      : placesTaking(tx, count);
  return { sql: `head AS (${sql})`, bindings };
}

/** The upper bits of a key are of the chunk, which follows from the place; see `chunks`. */
function recordsPart(records: readonly PreparedRecord[]): Statement {
  const names = columns.map(([name]) => name).join(', ');
  return {
    sql: `placed AS (
        SELECT h.seq - ? + b.n AS seq, h.at, ${names}
        FROM head h CROSS JOIN
          unnest(${columns.map(([, type]) => type).join(', ')})
          WITH ORDINALITY AS b(${names}, n)
      ), stored AS (
        INSERT INTO records (seq, at, event, actor, outcome, severity, source, noise, tags, digest, body)
        SELECT seq, at, event, actor, outcome, severity, source, noise,
          ARRAY(SELECT bits | (((seq / ${CHUNK_SIZE}) & 255)::int << 24)
            FROM unnest(tags::int[]) AS bits), digest, body
        FROM placed
      )`,
    bindings: [records.length, ...columns.map(([, , of]) => of(records))],
  };
}

function* parts(knex: Knex, batch: StoredBatch): Generator<Statement> {
  const { batchIds, intents, completed, records } = batch;
  yield headPart(knex, records.length);
  if (records.length > 0) {
    yield recordsPart(records);
  }
  if (batchIds.length > 0) {
    const { sql, bindings } = knownIdsInsertion(knex, batchIds);
    yield { sql: `batch AS (${sql})`, bindings };
  }
  if (intents.length > 0) {
    const { sql, bindings } = intentsInsertion(knex, intents);
    yield { sql: `noted AS (${sql})`, bindings };
  }
  if (completed.length > 0) {
    const { sql, bindings } = intentsDeletion(knex, completed);
    yield { sql: `done AS (${sql})`, bindings };
    const ended = knownIdsInsertion(knex, completed.map(endedId));
    yield {
      sql: `early AS (${ended.sql}
        WHERE b.id NOT IN (SELECT '${endedId('')}' || d.id FROM done d)
        ON CONFLICT DO NOTHING)`,
      bindings: ended.bindings,
    };
  }
}

/**
 * One statement, which is one way to the database and back, and a transaction of
 * its own: who acts waits for it, and who comes next for the end of the log.
 *
 * @returns where the log ends then
 * @throws where the batch is known already, on its primary key
 */
export async function storePostgres(
  knex: Knex,
  batch: StoredBatch,
): Promise<Head> {
  const all = [...parts(knex, batch)];
  const rows = rawRows<HeadRow>(
    await knex.raw(
      `WITH ${all.map(({ sql }) => sql).join(', ')} SELECT seq, at FROM head`,
      all.flatMap(({ bindings }) => [...bindings]),
    ),
  );
  return toHead(rows[0]);
}
