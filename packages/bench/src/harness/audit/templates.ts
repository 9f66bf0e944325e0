import { createDraft } from '../../generator/audit';
import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import {
  eventName,
  Names,
  noiseTag,
  prepareRecord,
  recordHead,
  recordText,
  StoredFacet,
  tagBits,
  tagOf,
  textDigest,
  type PreparedRecord,
} from '../../auditInternals';
import { check } from '../check';
import type { Span } from './Timeline';

/** What stands in a template for what each record has for itself. */
export const marks = {
  id: '00000000-0000-0000-0000-00000000000a',
  startedAt: '1971-02-03T04:05:06.789Z',
} as const;

const AT_ONCE = 1000;

/** What the digest of a record is of. */
function restOf(
  row: Omit<PreparedRecord, 'tags' | 'facet' | 'digest' | 'event'>,
  event: string,
): string {
  const place = { seq: 1, at: 0 };
  const facet = StoredFacet.create({ ...row, event });
  const text = recordText({ ...place, body: row.body }, facet);
  return text.slice(recordHead(place.seq, place.at).length);
}

/** Records without a place, made by the log's own builder. Every span has its own. */
export class Templates {
  readonly #knex: Knex;
  readonly #names: Names;

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#names = Names.create(knex);
  }

  static async create(knex: Knex): Promise<Templates> {
    await knex.raw(`CREATE UNLOGGED TABLE bench_templates (
      n integer PRIMARY KEY, event integer, actor integer, outcome smallint,
      severity smallint, source smallint, noise boolean, bits integer[], rest text, body text)`);
    return new Templates(knex);
  }

  /** Replaces those of the span before. */
  async fill(span: Span, seed: number, count: number): Promise<void> {
    await this.#knex.raw('TRUNCATE bench_templates');
    for (let first = 0; first < count; first += AT_ONCE) {
      const length = Math.min(AT_ONCE, count - first);
      await this.#insert(
        Array.from({ length }, (_, n) => first + n),
        span,
        seed,
      );
    }
    await this.#knex.raw('ANALYZE bench_templates');
  }

  async remove(): Promise<void> {
    await this.#knex.raw('DROP TABLE bench_templates');
  }

  async #insert(
    places: readonly number[],
    { share, from, firstSeq }: Span,
    seed: number,
  ): Promise<void> {
    const drafts = places.map(n => {
      const at = { index: firstSeq + n, share, at: from };
      const { id, startedAt } = marks;
      const draft = createDraft({ seed, ...at });
      return { ...draft, id, correlationId: id, startedAt };
    });
    await this.#names.learn(drafts, from);
    const rows = drafts.map((draft, n) => {
      const { tags, facet, digest, ...row } = prepareRecord(draft, this.#names);
      const quiet = tagOf('correlation', marks.id);
      const own = row.noise ? noiseTag(quiet) : quiet;
      check(tags.includes(own), 'A record is not found by its correlation');
      const shared = [facet, ...tags.filter(tag => tag !== own)];
      const bits = `{${shared.map(tagBits).join(',')}}`;
      const rest = restOf(row, eventName(draft));
      check(textDigest(rest) === digest, 'A digest is of another text');
      return { ...row, n: places[n], noise: row.noise ? 1 : 0, bits, rest };
    });
    await this.#store(rows);
  }

  async #store(rows: ReadonlyArray<Record<string, unknown>>): Promise<void> {
    const types = {
      n: 'integer',
      event: 'integer',
      actor: 'integer',
      outcome: 'integer',
      severity: 'integer',
      source: 'integer',
      noise: 'integer',
      bits: 'text',
      rest: 'text',
      body: 'text',
    } as const;
    const bulk = bulkRows(this.#knex, types, rows as never);
    await this.#knex.raw(
      `INSERT INTO bench_templates (n, event, actor, outcome, severity, source, noise, bits, rest, body)
       SELECT b.n, b.event, b.actor, b.outcome, b.severity, b.source, b.noise = 1, b.bits::integer[], b.rest, b.body
       FROM ${bulk.sql} AS b`,
      bulk.bindings,
    );
  }
}
