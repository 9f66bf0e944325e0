import type { LoggerService } from '@backstage/backend-plugin-api';
import { isPostgres, rawRows, Slicer, WorkLoop } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { storeRollups } from '../database/rollups/makeRollups';
import { readPieces } from '../database/rollups/readPieces';
import type { DefinitionCatalogue } from '../definitions/DefinitionCatalogue';
import { RollupTally } from './RollupTally';

/** While scorecards change all the time, at most these shares of time go to the sums of one, and of all. */
const SHARE = 0.1;
const SHARE_OF_ALL = 0.3;
const LEAST_PAUSE_MS = 500;
/** However long they took: nobody should look at older numbers for longer. */
const LONGEST_PAUSE_MS = 15_000;
/** Sums wait for the end of a sweep, if it comes within this time. */
const LONGEST_SWEEP_MS = 60_000;
/** So many marked entities are worth waiting for, so long. */
const BACKLOG = 1000;
const LONGEST_BACKLOG_MS = 10_000;

/** What {@link RollupMaker} works with. */
export interface RollupMakerOptions {
  knex: Knex;
  catalogue: DefinitionCatalogue;
  logger: LoggerService;
  now: () => number;
  /** Told which scorecard has new sums. */
  onMade: (scorecardRef: string) => void;
}

/**
 * Keeps the sums of scorecards up to date, about a second behind the results.
 * Replicas share the work: a row lock on the scorecard lets one at a time.
 */
export class RollupMaker {
  readonly #o: RollupMakerOptions;
  readonly #loop: WorkLoop;
  #resumed = false;
  #pausedUntil = 0;
  readonly #notBefore = new Map<number, number>();

  private constructor(options: RollupMakerOptions) {
    this.#o = options;
    this.#loop = WorkLoop.create({
      step: () => this.#loopStep(),
      logger: options.logger,
      what: 'Summing scorecards',
      pollMs: LEAST_PAUSE_MS,
    });
  }

  static create(options: RollupMakerOptions): RollupMaker {
    return new RollupMaker(options);
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Sums that were being made when a process was killed, or a database went away, have no mark any more. */
  async #loopStep(): Promise<boolean> {
    if (!this.#resumed) {
      const { knex, now } = this.#o;
      await knex('scorecards')
        .whereNull('rollup_due')
        .update({ rollup_due: now() });
      this.#resumed = true;
    }
    return this.step();
  }

  /** Makes all sums that are due, whatever the pace. */
  async drain(): Promise<void> {
    this.#forgetPace();
    while (await this.step()) {
      this.#forgetPace();
    }
  }

  /** @returns whether sums were made */
  async step(): Promise<boolean> {
    const now = this.#o.now();
    if (now < this.#pausedUntil) {
      return false;
    }
    const due = await this.#due(now);
    const next = due.find(row => (this.#notBefore.get(row.id) ?? 0) <= now);
    if (!next) {
      return false;
    }
    const began = performance.now();
    const made = await this.#make(next);
    this.#pace(next.id, performance.now() - began);
    if (made) {
      this.#o.onMade(next.ref);
    }
    return made;
  }

  #forgetPace(): void {
    this.#notBefore.clear();
    this.#pausedUntil = 0;
  }

  #pace(scorecardId: number, took: number): void {
    const now = this.#o.now();
    const pause = Math.max(LEAST_PAUSE_MS, took / SHARE);
    this.#notBefore.set(scorecardId, now + Math.min(LONGEST_PAUSE_MS, pause));
    this.#pausedUntil = now + took / SHARE_OF_ALL - took;
  }

  /** What is being swept waits, for its numbers would be of two versions; but not forever. */
  async #due(now: number): Promise<Array<{ id: number; ref: string }>> {
    const { knex } = this.#o;
    const isBehind = await knex('dirty')
      .select('entity_id')
      .offset(BACKLOG)
      .first();
    return knex('scorecards')
      .whereNull('removed_at')
      .where('rollup_due', '<=', isBehind ? now - LONGEST_BACKLOG_MS : now)
      .where('version', '>', 0)
      .where(either =>
        either
          .whereNotExists(
            knex('sweep_chunks').whereRaw(
              'sweep_chunks.scorecard_id = scorecards.id',
            ),
          )
          .orWhere('rollup_due', '<', now - LONGEST_SWEEP_MS),
      )
      .select('id', 'ref');
  }

  async #make(scorecard: { id: number; ref: string }): Promise<boolean> {
    if (!(await this.#take(scorecard.id))) {
      return false;
    }
    try {
      await this.#sum(scorecard);
      return true;
    } catch (error) {
      this.#resumed = false;
      throw error;
    }
  }

  async #sum({ id, ref }: { id: number; ref: string }): Promise<void> {
    const { knex, catalogue, now } = this.#o;
    const { running } = await catalogue.get(ref);
    const tally = RollupTally.create(running?.definition.levels.length ?? 0);
    const asOf = now();
    const checkIds = this.#checkIdsOf(id);
    const slicer = new Slicer();
    for await (const parts of readPieces(knex, id)) {
      for (const part of parts) {
        tally.add(part, await checkIds(part.version));
        await slicer.breathe();
      }
    }
    await knex.transaction(tx => storeRollups(tx, id, tally.rows(), asOf));
  }

  /** Whoever clears the mark makes the sums; a later change sets it again. */
  async #take(id: number): Promise<boolean> {
    const { knex } = this.#o;
    const lock = isPostgres(knex) ? 'FOR UPDATE SKIP LOCKED' : '';
    const taken = await knex.raw(
      `UPDATE scorecards SET rollup_due = NULL WHERE id IN (
         SELECT id FROM scorecards WHERE id = ? AND rollup_due IS NOT NULL ${lock})
       RETURNING id`,
      [id],
    );
    return rawRows(taken).length > 0;
  }

  /** Ids of the checks of a version, by slot. */
  #checkIdsOf(scorecardId: number): (version: number) => Promise<string[]> {
    const known = new Map<number, string[]>();
    return async version => {
      let ids = known.get(version);
      if (!ids) {
        const { catalogue } = this.#o;
        const { definition } = await catalogue.version(scorecardId, version);
        ids = definition.checks.map(check => check.id);
        known.set(version, ids);
      }
      return ids;
    };
  }
}
