import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import { randomUUID } from 'crypto';
import type { Knex } from 'knex';
import { DefinitionStore } from '../database/definitions/DefinitionStore';
import { DirtyStore } from '../database/dirty/DirtyStore';
import { EntityStore } from '../database/entities/EntityStore';
import { ResultStore } from '../database/results/ResultStore';
import { SweepStore } from '../database/sweeps/SweepStore';
import { DefinitionCatalogue } from '../definitions/DefinitionCatalogue';
import { DefinitionService } from '../definitions/DefinitionService';
import { BatchWriter } from './BatchWriter';
import { EvaluationWorker } from './EvaluationWorker';
import { Evaluator, type EvaluatedBatch, type FactReader } from './Evaluator';
import type { SourceFreshness } from './plan';
import { PlanBook } from './PlanBook';
import { RollupMaker } from './RollupMaker';

/** What {@link createEngine} needs. */
export interface EngineOptions {
  knex: Knex;
  logger: LoggerService;
  facts: FactReader;
  /** Types of the facts that rules may read. */
  environment: RuleEnvironment;
  freshness: SourceFreshness;
  now?: () => number;
  onBatch?: (batch: EvaluatedBatch) => Promise<void>;
  onRollup?: (scorecardRef: string) => void;
}

/** The parts of the engine that others use. */
export interface Engine {
  plans: PlanBook;
  worker: EvaluationWorker;
  rollups: RollupMaker;
  catalogue: DefinitionCatalogue;
  definitions: DefinitionService;
  definitionStore: DefinitionStore;
  entities: EntityStore;
  dirty: DirtyStore;
  sweeps: SweepStore;
}

/** Puts the engine together. Nothing runs before it is started. */
export function createEngine(options: EngineOptions): Engine {
  const { knex, logger, facts, environment, now = Date.now } = options;
  const entities = EntityStore.create(knex);
  const results = ResultStore.create(knex);
  const dirty = DirtyStore.create(knex);
  const sweeps = SweepStore.create(knex);
  const definitionStore = DefinitionStore.create(knex);
  const catalogue = DefinitionCatalogue.create(definitionStore, environment);
  const plans = PlanBook.create(catalogue, options.freshness);
  const evaluator = Evaluator.create({
    plans,
    entities,
    facts,
    results,
    dirty,
    sweeps,
    writer: BatchWriter.create(knex, results),
    now,
  });
  return {
    plans,
    worker: EvaluationWorker.create({
      name: randomUUID(),
      dirty,
      sweeps,
      evaluator,
      logger,
      onBatch: options.onBatch ?? (async () => {}),
    }),
    rollups: RollupMaker.create({
      knex,
      catalogue,
      logger,
      now,
      onMade: options.onRollup ?? (() => {}),
    }),
    catalogue,
    definitions: DefinitionService.create({
      knex,
      definitions: definitionStore,
      entities,
      sweeps,
      environment,
      logger,
      now,
    }),
    definitionStore,
    entities,
    dirty,
    sweeps,
  };
}
