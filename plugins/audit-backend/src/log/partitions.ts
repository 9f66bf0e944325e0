import { isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** Months that are made before they begin. */
const AHEAD = 2;

/** Often, so that what counts records reads the index alone. */
const vacuuming =
  'autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 10000';

/** A month, UTC. */
export interface Month {
  /** Of its partition, such as `records_2026_11`. */
  name: string;
  /** First instant, and the first one after. */
  from: number;
  to: number;
}

/** The month of an instant, or one some months later. */
export function monthOf(at: number, later = 0): Month {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + later;
  const from = Date.UTC(year, month, 1);
  const [y, m] = new Date(from).toISOString().split('-');
  return { name: `records_${y}_${m}`, from, to: Date.UTC(year, month + 1, 1) };
}

/** The month that a partition is for; undefined where it is none of ours. */
export function monthNamed(name: string): Month | undefined {
  const [, year, month] = /^records_(\d{4})_(\d{2})$/.exec(name) ?? [];
  return year === undefined
    ? undefined
    : monthOf(Date.UTC(Number(year), Number(month) - 1, 1));
}

/** Partitions that there are, the oldest first. */
export async function listMonths(knex: Knex): Promise<Month[]> {
  const rows = rawRows<{ name: string }>(
    await knex.raw(
      `SELECT c.relname AS name FROM pg_inherits i
       JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = 'records'::regclass ORDER BY c.relname`,
    ),
  );
  return rows.map(row => monthNamed(row.name)).filter(month => !!month);
}

/**
 * Made aside and then attached, which lets readers and writers go on. Replicas
 * that make the same one at the same time wait for each other.
 */
async function createPartition(tx: Knex, month: Month): Promise<void> {
  const { name, from, to } = month;
  await tx.raw(
    `SELECT pg_advisory_xact_lock(hashtext('daytwo-audit-partition'))`,
  );
  if (await exists(tx, name)) {
    return;
  }
  await tx.raw(
    `CREATE TABLE ${name} (LIKE records INCLUDING ALL) WITH (${vacuuming})`,
  );
  await tx.raw(`CREATE TRIGGER audit_guard_truncate BEFORE TRUNCATE ON ${name}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_guard_records()`);
  await tx.raw(
    `ALTER TABLE records ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`,
  );
}

/** By a query that reads the catalog: `to_regclass` may remember what was before. */
async function exists(tx: Knex, name: string): Promise<boolean> {
  const months = await listMonths(tx);
  return months.some(month => month.name === name);
}

/** Makes what is missing for an instant. Does nothing on SQLite. */
export async function ensureMonth(tx: Knex, at: number): Promise<void> {
  const month = monthOf(at);
  if (isPostgres(tx) && !(await exists(tx, month.name))) {
    await createPartition(tx, month);
  }
}

/** Makes the partitions of this month and of those to come. Does nothing on SQLite. */
export async function ensurePartitions(knex: Knex, now: number): Promise<void> {
  for (let later = 0; later <= AHEAD; later++) {
    await knex.transaction(tx => ensureMonth(tx, monthOf(now, later).from));
  }
}
