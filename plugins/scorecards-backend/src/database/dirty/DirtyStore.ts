import {
  databaseNow,
  groupBy,
  inIds,
  inOnce,
  isPostgres,
  rawRows,
} from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { DirtyRow } from '../rows';

/** Entities that one worker holds for a while. */
export type DirtyClaim = Pick<
  DirtyRow,
  'entity_id' | 'priority' | 'cause' | 'generation'
>;

/** How long a claim holds if its worker is never heard of again. */
export const CLAIM_MS = 60_000;

/**
 * The queue of entities to evaluate, in the database: replicas share it, and
 * what a killed one held is free again after {@link CLAIM_MS}.
 */
export class DirtyStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): DirtyStore {
    return new DirtyStore(knex);
  }

  /** Takes the most urgent entities that nobody holds. */
  async claim(worker: string, limit: number): Promise<DirtyClaim[]> {
    const knex = this.#knex;
    const now = databaseNow(knex).toString();
    const lock = isPostgres(knex) ? 'FOR UPDATE SKIP LOCKED' : '';
    const result = await knex.raw(
      `UPDATE dirty SET claimed_by = ?, claimed_until = ${now} + ${CLAIM_MS}
       WHERE entity_id ${inOnce(
         knex,
         `SELECT entity_id FROM dirty
          WHERE claimed_until IS NULL OR claimed_until < ${now}
          ORDER BY priority DESC, marked_at LIMIT ? ${lock}`,
       )}
       RETURNING entity_id, priority, cause, generation`,
      [worker, limit],
    );
    return rawRows<DirtyClaim>(result);
  }

  /** Removes what was evaluated; what was marked again meanwhile stays, free. */
  async complete(tx: Knex, claims: readonly DirtyClaim[]): Promise<void> {
    if (claims.length === 0) {
      return;
    }
    let left = claims.length;
    for (const [generation, group] of groupBy(claims, c => c.generation)) {
      left -= await rowsOf(tx, group).where({ generation }).delete();
    }
    if (left > 0) {
      await rowsOf(tx, claims).update({
        claimed_by: null,
        claimed_until: null,
      });
    }
  }

  /** Gives claims back, so that another attempt need not wait for their end. */
  async release(worker: string): Promise<void> {
    await this.#knex('dirty')
      .where({ claimed_by: worker })
      .update({ claimed_by: null, claimed_until: null });
  }

  async size(): Promise<number> {
    const row = await this.#knex('dirty').count({ n: '*' }).first();
    return Number(row?.n ?? 0);
  }
}

function rowsOf(tx: Knex, claims: readonly DirtyClaim[]) {
  const ids = inIds(
    tx,
    claims.map(claim => claim.entity_id),
  );
  return tx<DirtyRow>('dirty').whereRaw(`entity_id ${ids.sql}`, ids.bindings);
}
