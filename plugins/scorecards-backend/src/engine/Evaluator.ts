import type { Entity } from '@backstage/catalog-model';
import { Slicer } from '@daytwo/node-kit';
import type { DirtyClaim, DirtyStore } from '../database/dirty/DirtyStore';
import type {
  EntityStore,
  MirroredEntity,
} from '../database/entities/EntityStore';
import type { TransitionWrite } from '../database/results/insertTransitions';
import type { ResultStore } from '../database/results/ResultStore';
import type { ResultRow } from '../database/rows';
import type { SweepChunk, SweepStore } from '../database/sweeps/SweepStore';
import { Batch } from './Batch';
import type { BatchWriter } from './BatchWriter';
import { evaluate, type Evaluation } from './evaluate';
import type { KnownFacts } from './judge';
import type { ScorecardPlan } from './plan';
import type { PlanBook } from './PlanBook';

/** Where the engine reads facts. */
export interface FactReader {
  /** Facts of these entities, of all sources or of the given ones. */
  factsFor(
    entityIds: readonly number[],
    sources?: readonly string[],
  ): Promise<Map<number, KnownFacts>>;
}

/** What {@link Evaluator} works with. */
export interface EvaluatorOptions {
  plans: PlanBook;
  entities: EntityStore;
  facts: FactReader;
  results: ResultStore;
  dirty: DirtyStore;
  sweeps: SweepStore;
  writer: BatchWriter;
  now: () => number;
}

/** What came of a batch. */
export interface EvaluatedBatch {
  evaluated: number;
  written: number;
  transitions: TransitionWrite[];
}

const NO_FACTS: KnownFacts = new Map();
const UNREAD: Entity = {
  apiVersion: '',
  kind: '',
  metadata: { name: '' },
};

/** Takes a batch of work, reads all it needs at once, judges, and stores. */
export class Evaluator {
  readonly #o: EvaluatorOptions;

  private constructor(options: EvaluatorOptions) {
    this.#o = options;
  }

  static create(options: EvaluatorOptions): Evaluator {
    return new Evaluator(options);
  }

  /** Holds entities against all scorecards. */
  async evaluateDirty(claims: readonly DirtyClaim[]): Promise<EvaluatedBatch> {
    const { plans, entities, facts, results, dirty } = this.#o;
    const now = this.#o.now();
    const ids = claims.map(claim => claim.entity_id);
    const current = await plans.current();
    const found = await entities.byIds(ids);
    const rows = groupByEntity(await results.ofEntities(ids));
    const known = await facts.factsFor(ids);
    const batch = new Batch();
    const slicer = new Slicer();
    for (const entity of found) {
      const ofEntity = rows.get(entity.id);
      for (const [scorecardId, plan] of current) {
        await this.#judge(batch, {
          plan,
          entity,
          row: ofEntity?.get(scorecardId),
          known: known.get(entity.id) ?? NO_FACTS,
          now,
        });
        await slicer.breathe();
      }
    }
    return this.#store(batch, now, tx => dirty.complete(tx, claims));
  }

  /** Holds a part of a scorecard's entities against it. */
  async evaluateChunk(chunk: SweepChunk): Promise<EvaluatedBatch> {
    const now = this.#o.now();
    const plan = (await this.#o.plans.current()).get(chunk.scorecard_id);
    const batch = new Batch();
    if (plan) {
      await (chunk.checks === null
        ? this.#judgeAll(batch, plan, chunk, now)
        : this.#judgeEdited(batch, plan, chunk, now));
    }
    return this.#store(batch, now, tx => this.#o.sweeps.complete(tx, chunk.id));
  }

  /** Membership and every check. */
  async #judgeAll(
    batch: Batch,
    plan: ScorecardPlan,
    chunk: SweepChunk,
    now: number,
  ): Promise<void> {
    const { entities, facts } = this.#o;
    const found = await entities.ofRange(chunk.from_id, chunk.to_id);
    const rows = await this.#rowsOf(chunk);
    const members = found.filter(
      ({ id, entity }) => rows.has(id) || plan.appliesTo(entity),
    );
    const ids = members.map(({ id }) => id);
    const known = await facts.factsFor(ids, plan.sources);
    const slicer = new Slicer();
    for (const entity of members) {
      await this.#judge(batch, {
        plan,
        entity,
        row: rows.get(entity.id),
        known: known.get(entity.id) ?? NO_FACTS,
        now,
      });
      await slicer.breathe();
    }
  }

  /** Only what an edit may have changed, and only what that reads. */
  async #judgeEdited(
    batch: Batch,
    plan: ScorecardPlan,
    chunk: SweepChunk,
    now: number,
  ): Promise<void> {
    const previous = new Map<number, NonNullable<Evaluation['previous']>>();
    const edited = new Set<string>();
    for (const [id, row] of await this.#rowsOf(chunk)) {
      const before = await this.#o.plans.previous(plan, row);
      if (before) {
        previous.set(id, before);
        before.edited.forEach(check => edited.add(check));
      }
    }
    const checks = plan.checks.filter(({ check }) => edited.has(check.id));
    const sources = [...new Set(checks.flatMap(c => c.rule.sources))];
    const ids = [...previous.keys()];
    const known =
      sources.length > 0
        ? await this.#o.facts.factsFor(ids, sources)
        : undefined;
    const entities = checks.some(check => check.needsEntity)
      ? new Map((await this.#o.entities.byIds(ids)).map(e => [e.id, e.entity]))
      : undefined;
    const slicer = new Slicer();
    for (const [entityId, before] of previous) {
      batch.add(
        evaluate({
          plan,
          entityId,
          entity: entities?.get(entityId) ?? UNREAD,
          known: known?.get(entityId) ?? NO_FACTS,
          now,
          previous: before,
          only: before.edited,
        }),
      );
      await slicer.breathe();
    }
  }

  async #judge(
    batch: Batch,
    input: {
      plan: ScorecardPlan;
      entity: MirroredEntity;
      row: ResultRow | undefined;
      known: KnownFacts;
      now: number;
    },
  ): Promise<void> {
    const { plan, entity, row, known, now } = input;
    if (plan.appliesTo(entity.entity)) {
      batch.add(
        evaluate({
          plan,
          entityId: entity.id,
          entity: entity.entity,
          known,
          now,
          previous: row && (await this.#o.plans.previous(plan, row)),
        }),
      );
    } else if (row) {
      batch.remove(row, now);
    }
  }

  async #rowsOf(chunk: SweepChunk): Promise<Map<number, ResultRow>> {
    const rows = await this.#o.results.ofRange(
      chunk.scorecard_id,
      chunk.from_id,
      chunk.to_id,
    );
    return new Map(rows.map(row => [row.entity_id, row]));
  }

  async #store(
    batch: Batch,
    now: number,
    done: Parameters<BatchWriter['write']>[2],
  ): Promise<EvaluatedBatch> {
    const transitions = await this.#o.writer.write(batch, now, done);
    return {
      evaluated: batch.evaluated,
      written: batch.writes.length + batch.removals.length,
      transitions,
    };
  }
}

function groupByEntity(
  rows: readonly ResultRow[],
): Map<number, Map<number, ResultRow>> {
  const grouped = new Map<number, Map<number, ResultRow>>();
  for (const row of rows) {
    const ofEntity = grouped.get(row.entity_id) ?? new Map();
    grouped.set(row.entity_id, ofEntity.set(row.scorecard_id, row));
  }
  return grouped;
}
