import {
  auditOutcomes,
  type AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import {
  RecordTexts,
  textColumns,
  type RecordBody,
  type TextRow,
} from '../log/RecordTexts';
import { storableName } from '../log/storableName';
import { toRecord } from '../log/toRecord';
import { runOf, whereRunEvent } from './automations';
import {
  addDuration,
  addSketch,
  readSketch,
  type DurationSketch,
} from './sketch';

const PAGE = 1000;
/** What the index of days has room for, beside the actor. */
const LONGEST_NAME = 200;
const CURSOR = 'usage';
const EVENT_NAMES = 1;

/** What {@link UsageTally} works with. */
export interface UsageTallyOptions {
  knex: Knex;
  /** The team of a person, by ref; undefined where they are in none. */
  teamOf: (actor: string) => Promise<string | undefined>;
  now: () => number;
}

interface Day {
  day: string;
  automation: string;
  team: string;
  actor: string;
  outcome: number;
  runs: number;
  sum_ms: number;
  sketch: string;
  last_at: number;
}

type Tally = Omit<Day, 'sketch'> & { sketch: DurationSketch };

/**
 * Counts runs of automations by day, behind the log: each record once, however
 * many replicas count and whenever one is killed.
 */
export class UsageTally {
  readonly #o: UsageTallyOptions;
  readonly #texts: RecordTexts;

  private constructor(options: UsageTallyOptions) {
    this.#o = options;
    this.#texts = RecordTexts.create(options.knex);
  }

  static create(options: UsageTallyOptions): UsageTally {
    return new UsageTally(options);
  }

  /** @returns whether there may be more */
  async step(): Promise<boolean> {
    const from = await this.#cursor();
    const head = await this.#head();
    if (from >= head) {
      return false;
    }
    const rows = await this.#read(from, head);
    const isLast = rows.length < PAGE;
    const to = isLast ? head : rows[rows.length - 1].seq;
    await this.#store(await this.#count(rows.map(toRecord)), from, to);
    return !isLast;
  }

  async #cursor(): Promise<number> {
    const { knex, now } = this.#o;
    await knex('stream_cursors')
      .insert({ name: CURSOR, seq: 0, updated_at: now() })
      .onConflict('name')
      .ignore();
    const row = await knex('stream_cursors').where({ name: CURSOR }).first();
    return Number(row.seq);
  }

  async #head(): Promise<number> {
    const row = await this.#o.knex('log_head').where({ id: 1 }).first();
    return Number(row?.seq ?? 0);
  }

  async #read(from: number, to: number): Promise<RecordBody[]> {
    const { knex } = this.#o;
    const rows: TextRow[] = await knex('records')
      .where('seq', '>', from)
      .where('seq', '<=', to)
      .whereIn(
        'event',
        knex('names')
          .where({ kind: EVENT_NAMES })
          .where(whereRunEvent)
          .select('id'),
      )
      .orderBy('seq')
      .limit(PAGE)
      .select(textColumns);
    return this.#texts.of(rows);
  }

  async #count(records: readonly AuditRecord[]): Promise<Tally[]> {
    const tallies = new Map<string, Tally>();
    for (const record of records) {
      const run = runOf(record);
      if (run) {
        const tally = await this.#tallyOf(
          tallies,
          record,
          storableName(run.automation).slice(0, LONGEST_NAME),
        );
        tally.runs++;
        tally.last_at = Math.max(tally.last_at, Date.parse(record.at));
        tally.sum_ms += Math.round(record.durationMs ?? 0);
        addDuration(tally.sketch, record.durationMs ?? 0);
      }
    }
    return [...tallies.values()];
  }

  async #tallyOf(
    tallies: Map<string, Tally>,
    record: AuditRecord,
    automation: string,
  ): Promise<Tally> {
    const day = record.at.slice(0, 10);
    const actor = storableName(record.actors[0].ref);
    const outcome = auditOutcomes.indexOf(record.outcome);
    const key = JSON.stringify([day, automation, actor, outcome]);
    let tally = tallies.get(key);
    if (!tally) {
      const team = (await this.#o.teamOf(actor)) ?? '';
      tally = {
        day,
        automation,
        team,
        actor,
        outcome,
        runs: 0,
        sum_ms: 0,
        sketch: {},
        last_at: 0,
      };
      tallies.set(key, tally);
    }
    return tally;
  }

  /** Who has moved the cursor meanwhile has counted the same records. */
  async #store(
    tallies: readonly Tally[],
    from: number,
    to: number,
  ): Promise<void> {
    const { knex, now } = this.#o;
    await knex.transaction(async tx => {
      const moved = await tx('stream_cursors')
        .where({ name: CURSOR, seq: from })
        .update({ seq: to, updated_at: now() });
      if (moved > 0 && tallies.length > 0) {
        await addToDays(tx, tallies);
      }
    });
  }
}

/** The cursor's row is locked: nobody else adds at the same time. */
async function addToDays(tx: Knex, tallies: readonly Tally[]): Promise<void> {
  const rows: Day[] = [];
  for (const { sketch, ...tally } of tallies) {
    const { day, automation, team, actor, outcome } = tally;
    const known = await tx('usage_daily')
      .where({ day, automation, team, actor, outcome })
      .first();
    addSketch(sketch, readSketch(known?.sketch));
    rows.push({
      ...tally,
      runs: tally.runs + Number(known?.runs ?? 0),
      sum_ms: tally.sum_ms + Number(known?.sum_ms ?? 0),
      sketch: JSON.stringify(sketch),
      last_at: Math.max(tally.last_at, Number(known?.last_at ?? 0)),
    });
  }
  const bulk = bulkRows<Day>(
    tx,
    {
      day: 'text',
      automation: 'text',
      team: 'text',
      actor: 'text',
      outcome: 'integer',
      runs: 'integer',
      sum_ms: 'bigint',
      sketch: 'text',
      last_at: 'bigint',
    },
    rows,
  );
  await tx.raw(
    `INSERT INTO usage_daily (day, automation, team, actor, outcome, runs, sum_ms, sketch, last_at)
     SELECT day, automation, team, actor, outcome, runs, sum_ms, sketch, last_at
     FROM ${bulk.sql} AS b WHERE true
     ON CONFLICT (day, automation, team, actor, outcome) DO UPDATE SET
       runs = excluded.runs, sum_ms = excluded.sum_ms, sketch = excluded.sketch,
       last_at = excluded.last_at`,
    bulk.bindings,
  );
}
