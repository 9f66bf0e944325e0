import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres, rawRows } from '../database/bulk';
import {
  joinedStates,
  makeRollups,
  type WorstCheck,
} from '../database/rollups/makeRollups';
import type { DefinitionCatalogue } from '../definitions/DefinitionCatalogue';
import { countFailures } from './countStates';
import { Slicer } from './Slicer';
import { WorkLoop } from './WorkLoop';

/** While a scorecard changes all the time, at most this share of time goes to its sums. */
const SHARE = 0.1;
const LEAST_PAUSE_MS = 500;

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
  readonly #notBefore = new Map<number, number>();

  private constructor(options: RollupMakerOptions) {
    this.#o = options;
    this.#loop = WorkLoop.create({
      step: () => this.step(),
      logger: options.logger,
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

  /** Makes all sums that are due, whatever the pace. */
  async drain(): Promise<void> {
    this.#notBefore.clear();
    while (await this.step()) {
      this.#notBefore.clear();
    }
  }

  /** @returns whether sums were made */
  async step(): Promise<boolean> {
    const due = await this.#o
      .knex('scorecards')
      .whereNotNull('rollup_due')
      .whereNull('removed_at')
      .where('version', '>', 0)
      .select('id', 'ref');
    const now = this.#o.now();
    const next = due.find(row => (this.#notBefore.get(row.id) ?? 0) <= now);
    if (!next) {
      return false;
    }
    const began = performance.now();
    const made = await this.#make(next);
    const took = performance.now() - began;
    this.#notBefore.set(
      next.id,
      this.#o.now() + Math.max(LEAST_PAUSE_MS, took / SHARE),
    );
    if (made) {
      this.#o.onMade(next.ref);
    }
    return made;
  }

  async #make(scorecard: { id: number; ref: string }): Promise<boolean> {
    if (!(await this.#take(scorecard.id))) {
      return false;
    }
    const { running } = await this.#o.catalogue.get(scorecard.ref);
    const worst = await this.#worstChecks(scorecard.id);
    await this.#o.knex.transaction(tx =>
      makeRollups(
        tx,
        {
          scorecardId: scorecard.id,
          levels: running?.definition.levels.length ?? 0,
          now: this.#o.now(),
        },
        worst,
      ),
    );
    return true;
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

  async #worstChecks(scorecardId: number): Promise<Map<string, WorstCheck>> {
    const failures = new Map<string, Map<string, number>>();
    const slicer = new Slicer();
    for await (const piece of joinedStates(this.#o.knex, scorecardId)) {
      for (const { dim, value, version, states } of piece) {
        const checkIds = await this.#checkIds(scorecardId, version);
        const key = `${dim}\n${value}`;
        const sum = failures.get(key) ?? new Map<string, number>();
        failures.set(key, sum);
        countFailures(states, checkIds.length).forEach((failing, slot) => {
          const id = checkIds[slot];
          sum.set(id, (sum.get(id) ?? 0) + failing);
        });
        await slicer.breathe();
      }
    }
    return new Map(
      [...failures].flatMap(([key, counts]) => {
        const worst = worstOf(counts);
        return worst ? [[key, worst] as const] : [];
      }),
    );
  }

  async #checkIds(scorecardId: number, version: number): Promise<string[]> {
    const { catalogue } = this.#o;
    const { definition } = await catalogue.version(scorecardId, version);
    return definition.checks.map(check => check.id);
  }
}

function worstOf(counts: ReadonlyMap<string, number>): WorstCheck | undefined {
  let worst: WorstCheck | undefined;
  for (const [checkId, failing] of counts) {
    if (failing > (worst?.failing ?? 0)) {
      worst = { checkId, failing };
    }
  }
  return worst;
}
