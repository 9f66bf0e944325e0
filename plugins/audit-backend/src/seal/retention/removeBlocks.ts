import { isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { listMonths } from '../../log/partitions';
import type { ExpiredBlock } from './expiredBlocks';

const BLOCKS_AT_ONCE = 200;
const DAY_MS = 24 * 3600 * 1000;
const LOCK_TIMEOUT = '55P03';

/** Consecutive blocks, and the places that they have. */
export interface Run {
  blocks: [from: number, to: number];
  seqs: [from: number, to: number];
}

/** Joins blocks that follow each other, up to a number of them. */
export function runsOf(
  blocks: readonly ExpiredBlock[],
  most = Infinity,
): Run[] {
  const runs: Run[] = [];
  for (const { block, firstSeq, lastSeq } of blocks) {
    const last = runs.at(-1);
    // Empty blocks between two make no difference.
    const follows = last && last.seqs[1] + 1 === firstSeq;
    if (follows && block - last.blocks[0] < most) {
      last.blocks[1] = block;
      last.seqs[1] = lastSeq;
    } else {
      runs.push({ blocks: [block, block], seqs: [firstSeq, lastSeq] });
    }
  }
  return runs;
}

/** Lets records be deleted, in this transaction only. */
async function withoutGuard(
  tx: Knex,
  run: () => Promise<unknown>,
): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw(`SET LOCAL daytwo.prune = 'on'`);
    await run();
    return;
  }
  await tx('record_pruning').insert({ id: 1 });
  await run();
  await tx('record_pruning').delete();
}

/** Takes the records of consecutive blocks out, and notes that they were pruned. */
async function removeRun(tx: Knex, { blocks, seqs }: Run, now: number) {
  await withoutGuard(tx, () =>
    tx('records').whereBetween('seq', seqs).delete(),
  );
  if (!isPostgres(tx)) {
    await tx('record_tags').whereBetween('seq', seqs).delete();
  }
  await tx('blocks')
    .whereBetween('block', blocks)
    .whereRaw('last_seq >= first_seq')
    .update({ records_pruned_at: now });
}

/** Partitions of PostgreSQL all of whose records are in the run: they go as a whole. */
async function wholePartitions(knex: Knex, run: Run): Promise<string[]> {
  const names: string[] = [];
  for (const { name } of await listMonths(knex)) {
    const [{ first, last }] = rawRows<{ first: string; last: string }>(
      await knex.raw('SELECT min(seq) AS first, max(seq) AS last FROM ??', [
        name,
      ]),
    );
    const [from, to] = run.seqs;
    if (first !== null && Number(first) >= from && Number(last) <= to) {
      names.push(name);
    }
  }
  return names;
}

type Guard = (tx: Knex) => Promise<boolean>;

/** What came of it. */
type Removal = 'done' | 'held' | 'busy';

async function dropWhole(
  knex: Knex,
  run: Run,
  { now, mayGoOn }: { now: number; mayGoOn: Guard },
): Promise<Removal> {
  const names = isPostgres(knex) ? await wholePartitions(knex, run) : [];
  if (names.length === 0) {
    return 'busy';
  }
  try {
    return await knex.transaction(async tx => {
      await tx.raw(`SET LOCAL lock_timeout = '3s'`);
      if (!(await mayGoOn(tx))) {
        return 'held';
      }
      for (const name of names) {
        await tx.raw('DROP TABLE ??', [name]);
      }
      await removeRun(tx, run, now);
      return 'done';
    });
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_TIMEOUT) {
      return 'busy'; // readers are in the way: row by row then
    }
    throw error;
  }
}

/**
 * Takes the records of blocks out: whole partitions where there is nothing else
 * in them, the others in small transactions.
 *
 * @param mayGoOn - asked in the transaction of each; where it says no, what is
 * left stays
 */
export async function removeBlocks(
  knex: Knex,
  blocks: readonly ExpiredBlock[],
  options: { now: number; mayGoOn: Guard },
): Promise<void> {
  for (const run of runsOf(blocks)) {
    const whole = await dropWhole(knex, run, options);
    if (whole === 'held') {
      return;
    }
    const [from, to] = run.blocks;
    const own = blocks.filter(({ block }) => from <= block && block <= to);
    const parts = whole === 'done' ? [] : runsOf(own, BLOCKS_AT_ONCE);
    for (const part of parts) {
      if (!(await removePart(knex, part, options))) {
        return;
      }
    }
  }
}

function removePart(
  knex: Knex,
  part: Run,
  { now, mayGoOn }: { now: number; mayGoOn: Guard },
): Promise<boolean> {
  return knex.transaction(async tx => {
    const may = await mayGoOn(tx);
    if (may) {
      await removeRun(tx, part, now);
    }
    return may;
  });
}

/** Drops partitions of months that are over and have no records left. */
export async function dropEmptyPartitions(
  knex: Knex,
  now: number,
): Promise<void> {
  const months = isPostgres(knex) ? await listMonths(knex) : [];
  for (const { name } of months.filter(({ to }) => to + DAY_MS <= now)) {
    const rows = rawRows(await knex.raw('SELECT 1 FROM ?? LIMIT 1', [name]));
    if (rows.length === 0) {
      await dropPartition(knex, name);
    }
  }
}

async function dropPartition(knex: Knex, name: string): Promise<void> {
  try {
    await knex.transaction(async tx => {
      await tx.raw(`SET LOCAL lock_timeout = '3s'`);
      await tx.raw('DROP TABLE ??', [name]);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_TIMEOUT) {
      throw error;
    }
  }
}
