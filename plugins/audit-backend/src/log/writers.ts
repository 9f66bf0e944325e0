import { databaseNow, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { storableName } from './storableName';

/** A process that is not seen for longer was away: the database, or itself. */
export const GAP_MS = 120_000;

/** A process that writes, or whose spool is being replayed by one that does. */
export interface Presence {
  /** As in `intents`. */
  name: string;
  /** Entries of it that are on a disk. */
  spooled: number;
}

/** Which processes are dead. */
export interface DeadWriters {
  /** Who judges. */
  judge: string;
  /** Not seen for so long, milliseconds. */
  deadAfterMs: number;
  /** The same where entries are on a disk, which may come back. */
  lostAfterMs: number;
}

/** Notes that a process is there, by the database's clock. */
export async function noteSeen(
  knex: Knex,
  { name, spooled }: Presence,
): Promise<void> {
  const now = databaseNow(knex);
  await knex.raw(
    `INSERT INTO writers (name, steady_since, seen_at, spooled) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET
       steady_since = CASE
         WHEN excluded.seen_at BETWEEN writers.seen_at AND writers.seen_at + ?
         THEN writers.steady_since ELSE excluded.seen_at END,
       seen_at = excluded.seen_at,
       spooled = excluded.spooled`,
    [storableName(name), now, now, spooled, GAP_MS],
  );
}

/**
 * Notes that a process ends. Where it leaves actions without an outcome, or entries
 * on a disk, it stays known: outcomes may come yet, from what ends after it.
 */
export async function noteLeft(
  knex: Knex,
  { name, spooled }: Presence,
): Promise<void> {
  const stored = storableName(name);
  await knex('writers').where({ name: stored }).update({ spooled });
  await knex('writers')
    .where({ name: stored, spooled: 0 })
    .whereNotExists(knex('intents').where({ writer: stored }).select('id'))
    .delete();
}

/**
 * A process that is dead: it was not seen for long, while who judges was seen all
 * that time. After an outage of the database, therefore, everybody has that long
 * to come back, and to find spools.
 */
export async function findDead(
  knex: Knex,
  { judge, deadAfterMs, lostAfterMs }: DeadWriters,
): Promise<string | undefined> {
  const now = databaseNow(knex);
  const [row] = rawRows<{ name: string }>(
    await knex.raw(
      `SELECT w.name FROM writers w, writers judge
       WHERE judge.name = ? AND judge.seen_at >= ? - ? AND judge.steady_since <= ? - ?
         AND ((w.spooled = 0 AND w.seen_at < ? - ?) OR w.seen_at < ? - ?)
       ORDER BY w.seen_at LIMIT 1`,
      [
        storableName(judge),
        ...[now, GAP_MS, now, deadAfterMs],
        ...[now, deadAfterMs, now, lostAfterMs],
      ],
    ),
  );
  return row?.name;
}

/** Forgets a process, unless it has been seen meanwhile. */
export async function forgetDead(
  knex: Knex,
  { name, deadAfterMs }: { name: string; deadAfterMs: number },
): Promise<void> {
  await knex.raw('DELETE FROM writers WHERE name = ? AND seen_at < ? - ?', [
    name,
    databaseNow(knex),
    deadAfterMs,
  ]);
}
