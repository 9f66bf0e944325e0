import {
  bulkRows,
  databaseNow,
  inOnce,
  isPostgres,
  rawRows,
} from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { CLAIM_MS } from '../dirty/DirtyStore';
import type { SweepChunkRow } from '../rows';

/** What to evaluate anew, and why. */
export interface SweepRequest {
  scorecardId: number;
  version: number;
  cause: string;
  /** Ids of the checks that changed; absent: all, and membership too. */
  checks?: string[];
  /** Entities to look at, rising. */
  entityIds: readonly number[];
}

/** A part of a sweep that one worker takes at a time. */
export type SweepChunk = Pick<
  SweepChunkRow,
  'id' | 'scorecard_id' | 'version' | 'cause' | 'checks' | 'from_id' | 'to_id'
>;

/** Few enough that what is written at once neither fills the memory nor, with SQLite, holds up the process. */
const CHUNK = 150;

/** Sweeps over a scorecard's entities, cut into chunks that replicas share. */
export class SweepStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): SweepStore {
    return new SweepStore(knex);
  }

  /** Adds a sweep; one of the same scorecard that is not done is replaced. */
  async add(tx: Knex, request: SweepRequest): Promise<void> {
    await tx('sweep_chunks')
      .where({ scorecard_id: request.scorecardId })
      .delete();
    const { entityIds: ids } = request;
    const chunks = Array.from(
      { length: Math.ceil(ids.length / CHUNK) },
      (_, n) => {
        const part = ids.slice(n * CHUNK, (n + 1) * CHUNK);
        return {
          from_id: part[0],
          to_id: part[part.length - 1],
          entities: part.length,
        };
      },
    );
    if (chunks.length === 0) {
      return;
    }
    const rows = bulkRows<(typeof chunks)[number]>(
      tx,
      { from_id: 'integer', to_id: 'integer', entities: 'integer' },
      chunks,
    );
    await tx.raw(
      `INSERT INTO sweep_chunks (scorecard_id, version, cause, checks, from_id, to_id, entities)
       SELECT ?, ?, ?, ?, b.from_id, b.to_id, b.entities FROM ${rows.sql} AS b`,
      [
        request.scorecardId,
        request.version,
        request.cause,
        request.checks ? JSON.stringify(request.checks) : null,
        ...rows.bindings,
      ],
    );
  }

  async claim(worker: string): Promise<SweepChunk | undefined> {
    const now = databaseNow(this.#knex).toString();
    const lock = isPostgres(this.#knex) ? 'FOR UPDATE SKIP LOCKED' : '';
    const result = await this.#knex.raw(
      `UPDATE sweep_chunks SET claimed_by = ?, claimed_until = ${now} + ${CLAIM_MS}
       WHERE id ${inOnce(
         this.#knex,
         `SELECT id FROM sweep_chunks
          WHERE claimed_until IS NULL OR claimed_until < ${now}
          ORDER BY id LIMIT 1 ${lock}`,
       )}
       RETURNING id, scorecard_id, version, cause, checks, from_id, to_id`,
      [worker],
    );
    return rawRows<SweepChunk>(result)[0];
  }

  async complete(tx: Knex, id: number): Promise<void> {
    await tx('sweep_chunks').where({ id }).delete();
  }

  async release(worker: string): Promise<void> {
    await this.#knex('sweep_chunks')
      .where({ claimed_by: worker })
      .update({ claimed_by: null, claimed_until: null });
  }

  /** Entities that sweeps have still to look at, by scorecard. */
  async remaining(): Promise<Map<number, number>> {
    const rows: Array<{ scorecard_id: number; n: number | string }> =
      await this.#knex('sweep_chunks')
        .groupBy('scorecard_id')
        .select('scorecard_id', this.#knex.raw('sum(entities) as n'));
    return new Map(rows.map(row => [row.scorecard_id, Number(row.n)]));
  }
}
