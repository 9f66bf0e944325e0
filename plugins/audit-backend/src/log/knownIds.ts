import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { Statement } from './head';

/**
 * Notes ids of batches, so that each is stored once; or what else is to be known
 * by its id. The rows are `b`: a condition may follow.
 */
export function knownIdsInsertion(tx: Knex, ids: readonly string[]): Statement {
  const rows = bulkRows(
    tx,
    { id: 'text' },
    ids.map(id => ({ id })),
  );
  return {
    sql: `INSERT INTO spool_batches (id, at) SELECT b.id, ? FROM ${rows.sql} AS b`,
    bindings: [Date.now(), ...rows.bindings],
  };
}
