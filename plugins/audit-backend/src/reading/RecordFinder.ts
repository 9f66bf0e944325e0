import type {
  AuditRecord,
  RecordFilter,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { RecordTexts } from '../log/RecordTexts';
import { toRecord } from '../log/toRecord';
import {
  ActorBook,
  and,
  filterCondition,
  matches,
  simplified,
  type Condition,
} from './conditions';
import type { ConditionResolver } from './ConditionResolver';
import { createScan, seqAt, type RecordScan, type ScanQuery } from './scan';

/** A record and its text. */
export interface FoundRecord {
  record: AuditRecord;
  body: string;
}

/** What {@link RecordFinder} works with. */
export interface RecordFinderOptions {
  knex: Knex;
  resolver: ConditionResolver;
  /** What finds candidates; by the database where it is absent. */
  scan?: RecordScan;
}

const STREAM_PAGE = 1000;

/** Finds records that meet a condition, whichever the database, and checks each. */
export class RecordFinder {
  readonly #knex: Knex;
  readonly #resolver: ConditionResolver;
  readonly #scan: RecordScan;
  readonly #texts: RecordTexts;

  private constructor({ knex, resolver, scan }: RecordFinderOptions) {
    this.#knex = knex;
    this.#resolver = resolver;
    this.#scan = scan ?? createScan(knex);
    this.#texts = RecordTexts.create(knex);
  }

  static create(options: RecordFinderOptions): RecordFinder {
    return new RecordFinder(options);
  }

  /** A filter and what a reader may see, as one condition and the places it is about. */
  async scope(
    filter: RecordFilter,
    visible: Condition,
  ): Promise<Pick<ScanQuery, 'condition' | 'from' | 'below'>> {
    const [asked, from, below] = await Promise.all([
      this.#resolver.resolve(filterCondition(filter)),
      filter.from ? seqAt(this.#knex, Date.parse(filter.from)) : 1,
      filter.to
        ? seqAt(this.#knex, Date.parse(filter.to))
        : Number.MAX_SAFE_INTEGER,
    ]);
    const condition = and(asked, visible);
    const actors = await ActorBook.read(this.#knex, condition);
    return { condition: simplified(condition, actors), from, below };
  }

  /** As many as asked for, or all that there are. */
  async find(query: ScanQuery): Promise<FoundRecord[]> {
    const found: FoundRecord[] = [];
    const { limit } = query;
    let rest = query;
    while (found.length < limit) {
      // Not the rest of them only: where many are none, that would go on in ever smaller steps.
      const candidates = await this.#scan.find(rest);
      for (const text of await this.#texts.of(candidates)) {
        const record = toRecord(text);
        if (matches(query.condition, record)) {
          found.push({ record, body: text.body });
        }
      }
      const last = candidates.at(-1);
      if (!last || candidates.length < limit) {
        break;
      }
      rest = after(rest, Number(last.seq));
    }
    return found.slice(0, limit);
  }

  /** All of them, page by page, in constant memory. */
  async *stream(
    query: Omit<ScanQuery, 'limit'>,
  ): AsyncGenerator<FoundRecord[]> {
    let rest = { ...query, limit: STREAM_PAGE };
    for (;;) {
      const page = await this.find(rest);
      if (page.length > 0) {
        yield page;
      }
      const last = page.at(-1);
      if (!last || page.length < STREAM_PAGE) {
        return;
      }
      rest = after(rest, last.record.seq);
    }
  }
}

function after(query: ScanQuery, seq: number): ScanQuery {
  return query.order === 'newest'
    ? { ...query, below: seq }
    : { ...query, from: seq + 1 };
}
