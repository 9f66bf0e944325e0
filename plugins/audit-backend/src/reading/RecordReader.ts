import { NotFoundError } from '@backstage/errors';
import type {
  AuditRecord,
  RecordDetail,
  RecordFilter,
  RecordList,
  RecordRow,
  RelatedRecords,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { readHead } from '../log/head';
import { RecordTexts, textColumns, type TextRow } from '../log/RecordTexts';
import { toRecord } from '../log/toRecord';
import type { AuditReader } from '../permissions';
import { and, has, matches } from './conditions';
import { decodeCursor, encodeCursor } from './cursor';
import type { FoundRecord, RecordFinder } from './RecordFinder';
import { blockOf, lastSealedSeq } from './seals';
import type { ScanQuery } from './scan';
import { toRow } from './toRow';

/** What {@link RecordReader} works with. */
export interface RecordReaderOptions {
  knex: Knex;
  finder: RecordFinder;
}

/** A page of records. */
export interface RecordPage {
  limit: number;
  cursor?: string;
}

const MOST_OF_ACTION = 200;
const AROUND = 10;

/** Answers questions about records: only of those that a reader may see. */
export class RecordReader {
  readonly #knex: Knex;
  readonly #finder: RecordFinder;
  readonly #texts: RecordTexts;

  private constructor({ knex, finder }: RecordReaderOptions) {
    this.#knex = knex;
    this.#finder = finder;
    this.#texts = RecordTexts.create(knex);
  }

  static create(options: RecordReaderOptions): RecordReader {
    return new RecordReader(options);
  }

  /** Newest first. */
  async list(
    filter: RecordFilter,
    { limit, cursor }: RecordPage,
    reader: AuditReader,
  ): Promise<RecordList> {
    const head = await readHead(this.#knex);
    const scope = await this.#finder.scope(filter, reader.condition);
    const below = Math.min(
      scope.below,
      cursor === undefined ? head.seq + 1 : decodeCursor(cursor),
    );
    const found = await this.#finder.find({
      ...scope,
      below,
      order: 'newest',
      limit: limit + 1,
    });
    const items = await this.#rows(found.slice(0, limit));
    const last = items.at(-1);
    return {
      items,
      nextCursor:
        last && found.length > limit ? encodeCursor(last.seq) : undefined,
      lastSeq: head.seq,
      restricted: reader.restricted,
    };
  }

  /**
   * One record with its text.
   *
   * @throws NotFoundError where it is not there, or not to be seen by the reader
   */
  async find(seq: number, reader: AuditReader): Promise<FoundRecord> {
    const row = await this.#knex('records')
      .where({ seq })
      .first<TextRow | undefined>(textColumns);
    const [text] = await this.#texts.of(row ? [row] : []);
    const record = text && toRecord(text);
    if (!row || !record || !matches(reader.condition, record)) {
      throw new NotFoundError(`There is no record ${seq} that you may read`);
    }
    return { record, body: text.body };
  }

  /** One record, whole. @throws NotFoundError as {@link RecordReader.find} does */
  async detail(seq: number, reader: AuditReader): Promise<RecordDetail> {
    const { record, body } = await this.find(seq, reader);
    const block = await blockOf(this.#knex, seq);
    return { record, body, ...(block && { block }) };
  }

  /** Of the same action, oldest first; and around it on the same entities, newest first. */
  async related(seq: number, reader: AuditReader): Promise<RelatedRecords> {
    const { record } = await this.find(seq, reader);
    const [correlation, entities] = await Promise.all([
      this.#ofAction(record, reader),
      this.#around(record, reader),
    ]);
    return { correlation, entities };
  }

  async #ofAction(
    { seq, correlationId }: AuditRecord,
    reader: AuditReader,
  ): Promise<RecordRow[]> {
    const found = await this.#finder.find({
      condition: and(has('correlation', [correlationId]), reader.condition),
      from: 1,
      below: Number.MAX_SAFE_INTEGER,
      order: 'oldest',
      limit: MOST_OF_ACTION,
    });
    return this.#rows(found.filter(({ record }) => record.seq !== seq));
  }

  async #around(
    { seq, entities = [], correlationId }: AuditRecord,
    reader: AuditReader,
  ): Promise<RecordRow[]> {
    if (entities.length === 0) {
      return [];
    }
    const same = { kind: 'not', part: has('correlation', [correlationId]) };
    const query: Omit<ScanQuery, 'order'> = {
      condition: and(has('entity', entities), same as never, reader.condition),
      from: 1,
      below: Number.MAX_SAFE_INTEGER,
      limit: AROUND,
    };
    const [before, later] = await Promise.all([
      this.#finder.find({ ...query, below: seq, order: 'newest' }),
      this.#finder.find({ ...query, from: seq + 1, order: 'oldest' }),
    ]);
    return this.#rows([...later.reverse(), ...before]);
  }

  async #rows(found: readonly FoundRecord[]): Promise<RecordRow[]> {
    const lastSealed = await lastSealedSeq(this.#knex);
    return found.map(({ record }) => toRow(record, lastSealed));
  }
}
