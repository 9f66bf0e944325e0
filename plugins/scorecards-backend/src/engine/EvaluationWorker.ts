import type { LoggerService } from '@backstage/backend-plugin-api';
import { WorkLoop } from '@daytwo/node-kit';
import type { DirtyStore } from '../database/dirty/DirtyStore';
import type { SweepStore } from '../database/sweeps/SweepStore';
import type { EvaluatedBatch, Evaluator } from './Evaluator';
import { setTimeout } from 'timers/promises';

/** Entities that are taken at once: few enough to be quick, many enough to be cheap. */
const DIRTY_BATCH = 500;
/** Batches of a kind at once: while one waits for the database, another is evaluated. */
const AT_ONCE = 2;
/** How long giving back what was claimed may take when the backend stops. */
const RELEASE_MS = 2000;

/** What {@link EvaluationWorker} works with. */
export interface EvaluationWorkerOptions {
  /** Unique among all replicas. */
  name: string;
  dirty: DirtyStore;
  sweeps: SweepStore;
  evaluator: Evaluator;
  logger: LoggerService;
  /** Told after each batch, once it is stored; the next one waits for it. */
  onBatch: (batch: EvaluatedBatch) => Promise<void>;
}

/**
 * Does what is to be evaluated, in two kinds of loops: marked entities, most
 * urgent first, and sweeps. A sweep of many entities thus never holds up a fact that
 * somebody has just pushed.
 */
export class EvaluationWorker {
  readonly #o: EvaluationWorkerOptions;
  readonly #loops: WorkLoop[];

  private constructor(options: EvaluationWorkerOptions) {
    this.#o = options;
    const { logger } = options;
    const what = 'Evaluation';
    this.#loops = atOnce(() => [
      WorkLoop.create({ step: () => this.dirtyStep(), logger, what }),
      WorkLoop.create({ step: () => this.sweepStep(), logger, what }),
    ]).flat();
  }

  static create(options: EvaluationWorkerOptions): EvaluationWorker {
    return new EvaluationWorker(options);
  }

  start(): void {
    this.#loops.forEach(loop => loop.start());
  }

  /** There may be work now: do not wait for the next look. */
  wake(): void {
    this.#loops.forEach(loop => loop.wake());
  }

  /** Finishes the batches at hand and gives back what was claimed. */
  async stop(): Promise<void> {
    await Promise.all(this.#loops.map(loop => loop.stop()));
    // A database that is already away must not hold up the end: claims expire.
    await Promise.race([
      this.#release(),
      setTimeout(RELEASE_MS, undefined, { ref: false }),
    ]);
  }

  async #release(): Promise<void> {
    const { dirty, sweeps, name } = this.#o;
    await Promise.allSettled([dirty.release(name), sweeps.release(name)]);
  }

  /** Does all there is, and returns when nothing is left. */
  async drain(): Promise<void> {
    for (;;) {
      const worked = await Promise.all(atOnce(() => this.#drainOne()));
      if (!worked.includes(true)) {
        return;
      }
    }
  }

  async #drainOne(): Promise<boolean> {
    let worked = false;
    while ((await this.dirtyStep()) || (await this.sweepStep())) {
      worked = true;
    }
    return worked;
  }

  /** @returns whether there was work */
  async dirtyStep(): Promise<boolean> {
    const claims = await this.#o.dirty.claim(this.#o.name, DIRTY_BATCH);
    if (claims.length === 0) {
      return false;
    }
    await this.#o.onBatch(await this.#o.evaluator.evaluateDirty(claims));
    return true;
  }

  /** @returns whether there was work */
  async sweepStep(): Promise<boolean> {
    const chunk = await this.#o.sweeps.claim(this.#o.name);
    if (!chunk) {
      return false;
    }
    await this.#o.onBatch(await this.#o.evaluator.evaluateChunk(chunk));
    return true;
  }
}

function atOnce<T>(make: () => T): T[] {
  return Array.from({ length: AT_ONCE }, make);
}
