import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { Head } from './head';
import type { AuditIntent } from './LogEntry';
import type { PreparedRecord } from './prepareRecord';
import { storePostgres } from './storePostgres';
import { storeSqlite } from './storeSqlite';

/** What is stored together or not at all. */
export interface StoredBatch {
  /** So that each is stored once. */
  batchIds: readonly string[];
  intents: readonly AuditIntent[];
  /** Ids of intents that are no more. */
  completed: readonly string[];
  /** In their order. */
  records: readonly PreparedRecord[];
}

/** A row has no partition, or breaks another rule of its table. */
const CHECK_VIOLATION = '23514';
const UNIQUE_VIOLATION = ['23505', 'SQLITE_CONSTRAINT_PRIMARYKEY'];

const codeOf = (error: unknown) => (error as { code?: string }).code ?? '';

/** Whether a batch was refused for what may be a partition that is not there. */
export function mayMissPartition(error: unknown): boolean {
  return codeOf(error) === CHECK_VIOLATION;
}

/** Whether a batch was refused because its id is known. */
export function isKnownBatch(error: unknown): boolean {
  return (
    UNIQUE_VIOLATION.includes(codeOf(error)) &&
    (error as Error).message.includes('spool_batches')
  );
}

/**
 * Stores a batch, all or nothing.
 *
 * @param knex - or a transaction
 * @returns where the log ends then
 * @throws what {@link isKnownBatch} or {@link mayMissPartition} tells, among others
 */
export function storeBatch(knex: Knex, batch: StoredBatch): Promise<Head> {
  if (isPostgres(knex)) {
    return storePostgres(knex, batch);
  }
  return knex.isTransaction
    ? storeSqlite(knex, batch)
    : knex.transaction(tx => storeSqlite(tx, batch));
}
