import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { eventNames } from '../../log/facets';
import { nameKinds } from '../../log/Names';
import { storableName } from '../../log/storableName';
import type { AuditReader } from '../../permissions';
import type { RecordFinder } from '../RecordFinder';
import { query, raw, sql } from '../sql';

/** What may be suggested. */
export type SuggestionOf = 'actor' | 'entity' | 'plugin' | 'event';

/** What is asked for. */
export interface SuggestionQuery {
  of: SuggestionOf;
  /** Part of the value, in any case. */
  q?: string;
  limit: number;
}

/** What {@link SuggestionReader} works with. */
export interface SuggestionReaderOptions {
  knex: Knex;
  finder: RecordFinder;
}

/** Records that values are taken from for who may not see all names. */
const LOOKED_AT = 1000;
/** Events are few; plugins are taken from them. */
const MOST_EVENTS = 5000;

/** Values that a filter may have, those seen last first. */
export class SuggestionReader {
  readonly #options: SuggestionReaderOptions;

  private constructor(options: SuggestionReaderOptions) {
    this.#options = options;
  }

  static create(options: SuggestionReaderOptions): SuggestionReader {
    return new SuggestionReader(options);
  }

  async read(asked: SuggestionQuery, reader: AuditReader): Promise<string[]> {
    const values = reader.restricted
      ? await this.#fromRecords(asked, reader)
      : await this.#fromNames(asked);
    const wanted = asked.q?.toLowerCase() ?? '';
    const some = values.filter(value => value.toLowerCase().includes(wanted));
    return [...new Set(some)].slice(0, asked.limit);
  }

  async #fromNames({ of, q, limit }: SuggestionQuery): Promise<string[]> {
    const isEvent = of === 'plugin' || of === 'event';
    const { knex } = this.#options;
    const position = raw(isPostgres(knex) ? 'strpos' : 'instr');
    const rows = await query<{ value: string }>(
      knex,
      sql`SELECT value FROM names
        WHERE kind = ${nameKinds[isEvent ? 'event' : of]}
          AND ${position}(lower(value), ${storableName(
        q?.toLowerCase() ?? '',
      )}) > ${q ? 0 : -1}
        ORDER BY last_at DESC, value LIMIT ${isEvent ? MOST_EVENTS : limit}`,
    );
    const names = rows.map(row => row.value);
    return of === 'plugin' ? names.map(pluginIn) : names;
  }

  async #fromRecords(
    { of }: SuggestionQuery,
    reader: AuditReader,
  ): Promise<string[]> {
    const found = await this.#options.finder.find({
      condition: reader.condition,
      from: 1,
      below: Number.MAX_SAFE_INTEGER,
      order: 'newest',
      limit: LOOKED_AT,
    });
    return found.flatMap(({ record }) => valuesOf(record, of));
  }
}

const pluginIn = (event: string) => event.slice(0, event.indexOf('.'));

function valuesOf(record: AuditRecord, of: SuggestionOf): string[] {
  switch (of) {
    case 'actor':
      return record.actors.map(actor => actor.ref);
    case 'entity':
      return record.entities ?? [];
    case 'plugin':
      return [record.plugin];
    default:
      return eventNames(record).slice(-1);
  }
}
