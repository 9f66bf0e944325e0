import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { TransitionRow } from '../rows';

/** A change to record. */
export type TransitionWrite = Omit<TransitionRow, 'id' | 'at'> & { at: number };

/** Appends to the history. */
export async function insertTransitions(
  tx: Knex,
  transitions: readonly TransitionWrite[],
): Promise<void> {
  if (transitions.length === 0) {
    return;
  }
  const rows = bulkRows<TransitionWrite>(
    tx,
    {
      at: 'bigint',
      scorecard_id: 'integer',
      entity_id: 'integer',
      check_id: 'text',
      from_state: 'text',
      to_state: 'text',
      cause: 'text',
      version: 'integer',
      evidence: 'text',
    },
    transitions,
  );
  await tx.raw(
    `INSERT INTO transitions (at, scorecard_id, entity_id, check_id, from_state, to_state, cause, version, evidence)
     SELECT b.at, b.scorecard_id, b.entity_id, b.check_id, b.from_state, b.to_state, b.cause, b.version, b.evidence
     FROM ${rows.sql} AS b`,
    rows.bindings,
  );
}
