import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { NEWEST, RecordTexts } from '../log/RecordTexts';
import { toRecord } from '../log/toRecord';
import { storableName } from '../log/storableName';
import { subjectsOf, type AlertRule } from './AlertRule';

const PAGE = 500;
const CURSOR = 'alerts';

/** What {@link AlertWatcher} works with. */
export interface AlertWatcherOptions {
  knex: Knex;
  rules: readonly AlertRule[];
  now: () => number;
}

/**
 * Reads the log behind its end, and notes when a rule is met. Each record counts
 * once, whichever replica reads it; what is noted, others are told of.
 */
export class AlertWatcher {
  readonly #o: AlertWatcherOptions;
  readonly #texts: RecordTexts;

  private constructor(options: AlertWatcherOptions) {
    this.#o = options;
    this.#texts = RecordTexts.create(options.knex);
  }

  static create(options: AlertWatcherOptions): AlertWatcher {
    return new AlertWatcher(options);
  }

  /** @returns whether there may be more */
  async step(): Promise<boolean> {
    const from = await this.#cursor();
    const rows = await this.#texts.between(from + 1, NEWEST, PAGE);
    if (rows.length === 0) {
      return false;
    }
    const records = rows.map(toRecord);
    const { seq: to, at } = records[records.length - 1];
    await this.#o.knex.transaction(async tx => {
      if (await this.#moveCursor(tx, from, to)) {
        for (const record of records) {
          await this.#look(tx, record);
        }
        await this.#forget(tx, Date.parse(at));
      }
    });
    return rows.length === PAGE;
  }

  /** Where nobody has looked yet, the past is nobody's alert. */
  async #cursor(): Promise<number> {
    const { knex, now } = this.#o;
    const head = await knex('log_head').where({ id: 1 }).first();
    await knex('stream_cursors')
      .insert({ name: CURSOR, seq: Number(head?.seq ?? 0), updated_at: now() })
      .onConflict('name')
      .ignore();
    const row = await knex('stream_cursors').where({ name: CURSOR }).first();
    return Number(row.seq);
  }

  async #moveCursor(tx: Knex, from: number, to: number): Promise<boolean> {
    const moved = await tx('stream_cursors')
      .where({ name: CURSOR, seq: from })
      .update({ seq: to, updated_at: this.#o.now() });
    return moved > 0;
  }

  async #look(tx: Knex, record: AuditRecord): Promise<void> {
    for (const rule of this.#o.rules.filter(r => r.matches(record))) {
      for (const subject of subjectsOf(rule, record)) {
        const hit = {
          rule: rule.id,
          subject: storableName(subject),
          seq: record.seq,
          at: Date.parse(record.at),
        };
        await tx('alert_hits').insert(hit);
        const count = await countOf(tx, hit, rule.withinMs);
        if (
          rule.isDue(record, count) &&
          !(await isKnown(tx, hit, rule.withinMs))
        ) {
          await tx('alerts').insert({ ...hit, title: rule.title, count });
        }
      }
    }
  }

  async #forget(tx: Knex, at: number): Promise<void> {
    for (const { id, withinMs } of this.#o.rules) {
      await tx('alert_hits')
        .where({ rule: id })
        .where('at', '<', at - withinMs)
        .delete();
    }
  }
}

interface Hit {
  rule: string;
  subject: string;
  at: number;
}

async function countOf(
  tx: Knex,
  { rule, subject, at }: Hit,
  withinMs: number,
): Promise<number> {
  const row = await tx('alert_hits')
    .where({ rule, subject })
    .where('at', '>', at - withinMs)
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}

async function isKnown(
  tx: Knex,
  { rule, subject, at }: Hit,
  withinMs: number,
): Promise<boolean> {
  const row = await tx('alerts')
    .where({ rule, subject })
    .where('at', '>', at - withinMs)
    .first();
  return row !== undefined;
}
