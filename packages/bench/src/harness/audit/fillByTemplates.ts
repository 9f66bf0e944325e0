import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import {
  chunkMask,
  CHUNK_SIZE,
  ensureMonth,
  noiseTag,
  tagBits,
} from '../../auditInternals';
import { checkBuilt } from './checkBuilt';
import type { FillOptions } from './fillAudit';
import { marks, Templates } from './templates';
import type { Span } from './Timeline';

const PER_SPAN = 20_000;

/**
 * Records from templates that the log's own builder made: ids, instants and
 * places are put in by the database, which is many times faster than one by one.
 * Some are then compared with what the builder makes of them.
 */
export async function fillByTemplates(
  { knex, seed, progress }: FillOptions,
  spans: readonly Span[],
): Promise<void> {
  const createIndex = await dropTagIndex(knex);
  const templates = await Templates.create(knex);
  for (const span of spans) {
    await knex.transaction(tx => ensureMonth(tx, span.from));
    const count = Math.min(PER_SPAN, span.count);
    await templates.fill(span, seed, count);
    for (const part of partsOf(span)) {
      await insertPart(knex, { span, count, ...part });
    }
    progress(`${span.firstSeq + span.count - 1} records`);
  }
  await templates.remove();
  progress('index');
  await createIndex();
  await knex.raw('VACUUM ANALYZE records');
  await checkBuilt(knex, seed);
}

/** The index is made at the end, at once. @returns what makes it, as it was */
async function dropTagIndex(knex: Knex): Promise<() => Promise<void>> {
  const [{ sql }] = rawRows<{ sql: string }>(
    await knex.raw(`SELECT pg_get_indexdef('records_tags'::regclass) AS sql`),
  );
  await knex.raw('DROP INDEX records_tags');
  return () =>
    knex.transaction(async tx => {
      await tx.raw(`SET LOCAL maintenance_work_mem = '1GB'`);
      await tx.raw(sql.replace(' ON ONLY ', ' ON '));
    });
}

interface Part {
  first: number;
  last: number;
}

/** Keys in the index are the same within a chunk. */
function* partsOf({ firstSeq, count }: Span): Generator<Part> {
  const end = firstSeq + count;
  for (let first = firstSeq; first < end; ) {
    const next = Math.floor(first / CHUNK_SIZE + 1) * CHUNK_SIZE;
    yield { first, last: Math.min(next, end) - 1 };
    first = next;
  }
}

/** Bits of the tag of a correlation, as `tagOf` makes them. */
const correlationBits = `(get_byte(r.hash, 0) << 16) | (get_byte(r.hash, 1) << 8) | get_byte(r.hash, 2)`;

/** As `textDigest` makes it. */
const digest = `encode(sha256(convert_to(replace(replace(t.rest, :id, r.id), :startedAtText,
  to_char(to_timestamp(r.at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 'UTF8')), 'base64')`;

function insertPart(
  knex: Knex,
  { span, count, first, last }: Part & { span: Span; count: number },
): Promise<void> {
  const mask = chunkMask(Math.floor(first / CHUNK_SIZE));
  const { from, to, firstSeq } = span;
  return knex.transaction(async tx => {
    await tx.raw(`SET LOCAL work_mem = '256MB'`);
    await tx.raw(
      `INSERT INTO records (seq, at, event, actor, outcome, severity, source, noise, tags, digest, body)
       WITH t AS MATERIALIZED (
         SELECT *, ARRAY(SELECT b | CAST(:mask AS int) FROM unnest(bits) AS b) AS tags FROM bench_templates
       ), s AS (
         SELECT seq, CAST(:from AS bigint) + (seq - CAST(:firstSeq AS bigint)) * CAST(:length AS bigint) / CAST(:size AS bigint) AS at,
           CAST(CAST(md5('audit' || seq) AS uuid) AS text) AS id
         FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS seq
       ), r AS (
         SELECT *, sha256(convert_to('c:' || id, 'UTF8')) AS hash FROM s
       )
       SELECT r.seq, r.at, t.event, t.actor, t.outcome, t.severity, t.source, t.noise,
         t.tags || (((${correlationBits}) # CASE WHEN t.noise THEN CAST(:noise AS int) ELSE 0 END) | CAST(:mask AS int)),
         ${digest},
         replace(replace(t.body, :id, r.id), :startedAt, CAST(r.at AS text))
       FROM r JOIN t ON t.n = r.seq % CAST(:count AS int)
       ORDER BY r.seq`,
      {
        mask,
        from,
        firstSeq,
        length: to - from,
        size: span.count,
        first,
        last,
        count,
        noise: tagBits(noiseTag(0)),
        id: marks.id,
        startedAtText: marks.startedAt,
        startedAt: String(Date.parse(marks.startedAt)),
      },
    );
  });
}
