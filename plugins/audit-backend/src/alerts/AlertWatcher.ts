import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { subjectsOf, type AlertRule } from './AlertRule';

const PAGE = 500;
const CURSOR = 'alerts';

/** What {@link AlertWatcher} works with. */
export interface AlertWatcherOptions {
  knex: Knex;
  rules: readonly AlertRule[];
  now: () => number;
}

interface Row {
  seq: number | string;
  at: number | string;
  body: string;
}

/**
 * Reads the log behind its end, and notes when a rule is met. Each record counts
 * once, whichever replica reads it; what is noted, others are told of.
 */
export class AlertWatcher {
  readonly #o: AlertWatcherOptions;

  private constructor(options: AlertWatcherOptions) {
    this.#o = options;
  }

  static create(options: AlertWatcherOptions): AlertWatcher {
    return new AlertWatcher(options);
  }

  /** @returns whether there may be more */
  async step(): Promise<boolean> {
    const from = await this.#cursor();
    const rows = await this.#read(from);
    if (rows.length === 0) {
      return false;
    }
    const to = Number(rows[rows.length - 1].seq);
    await this.#o.knex.transaction(async tx => {
      if (await this.#moveCursor(tx, from, to)) {
        for (const row of rows) {
          await this.#look(tx, row);
        }
        await this.#forget(tx, Number(rows[rows.length - 1].at));
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

  async #read(from: number): Promise<Row[]> {
    return this.#o
      .knex<Row>('records')
      .where('seq', '>', from)
      .orderBy('seq')
      .limit(PAGE)
      .select('seq', 'at', 'body');
  }

  async #moveCursor(tx: Knex, from: number, to: number): Promise<boolean> {
    const moved = await tx('stream_cursors')
      .where({ name: CURSOR, seq: from })
      .update({ seq: to, updated_at: this.#o.now() });
    return moved > 0;
  }

  async #look(tx: Knex, { body, seq, at }: Row): Promise<void> {
    const record: AuditRecord = JSON.parse(body);
    for (const rule of this.#o.rules.filter(r => r.matches(record))) {
      for (const subject of subjectsOf(rule, record)) {
        const hit = {
          rule: rule.id,
          subject,
          seq: Number(seq),
          at: Number(at),
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
