import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  formatProblem,
  isScorecardEntity,
  parseScorecard,
  RuleEnvironment,
  toDefinition,
  type DefinitionProblem,
  type ParsedScorecard,
} from '@daytwo/backstage-plugin-scorecards-common';
import { createHash } from 'crypto';
import type { Knex } from 'knex';
import type { DefinitionStore } from '../database/definitions/DefinitionStore';
import { EntityStore } from '../database/entities/EntityStore';
import { removeResultsOf } from '../database/results/removeResults';
import type { ScorecardRow } from '../database/rows';
import type { SweepStore } from '../database/sweeps/SweepStore';
import { changedChecks, definitionOf } from './LoadedVersion';

/** What {@link DefinitionService} works with. */
export interface DefinitionServiceOptions {
  knex: Knex;
  definitions: DefinitionStore;
  entities: EntityStore;
  sweeps: SweepStore;
  environment: RuleEnvironment;
  logger: LoggerService;
  now: () => number;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** The catalog keeps the last valid form of an entity and notes what is wrong with the newest. */
function catalogProblems(entity: AlphaEntity): DefinitionProblem[] {
  const items = entity.status?.items ?? [];
  return items
    .filter(item => item.level === 'error')
    .map(item => ({ path: '', message: item.message }));
}

function problemsOf(
  parsed: ParsedScorecard,
  entity: Entity,
): DefinitionProblem[] {
  return [...(parsed.ok ? [] : parsed.problems), ...catalogProblems(entity)];
}

function ownerRefOf(entity: Entity): string {
  const owner = entity.spec?.owner;
  try {
    return stringifyEntityRef(
      parseEntityRef(typeof owner === 'string' ? owner : '', {
        defaultKind: 'Group',
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    return 'group:default/unknown';
  }
}

/**
 * Takes definitions in, from wherever they come: keeps each version that is
 * valid, lets the last valid one run on where the newest is not, and starts the
 * sweep that an edit asks for.
 */
export class DefinitionService {
  readonly #o: DefinitionServiceOptions;

  private constructor(options: DefinitionServiceOptions) {
    this.#o = options;
  }

  static create(options: DefinitionServiceOptions): DefinitionService {
    return new DefinitionService(options);
  }

  /**
   * Reads a `Scorecard` entity.
   *
   * @returns whether a sweep was started
   */
  async apply(entity: Entity): Promise<boolean> {
    const parsed = parseScorecard(entity, this.#o.environment);
    const problems = problemsOf(parsed, entity);
    if (problems.length > 0) {
      this.#o.logger.warn(
        `Scorecard ${stringifyEntityRef(entity)} is invalid: ${problems
          .slice(0, 5)
          .map(formatProblem)
          .join('; ')}`,
      );
    }
    return this.#o.knex.transaction(async tx => {
      const row = await this.#recordRead(tx, entity, problems);
      return parsed.ok
        ? this.#publishIfNew(tx, row, parsed.scorecard.spec)
        : false;
    });
  }

  /** Reads all mirrored definitions again: the facts that rules may read can be others than at the last start. */
  async reread(): Promise<void> {
    for (const { entity } of await this.#o.entities.byKind('scorecard')) {
      if (isScorecardEntity(entity)) {
        await this.apply(entity);
      }
    }
  }

  /** The entity is gone: its verdicts go, their history stays. */
  async remove(ref: string): Promise<void> {
    const row = await this.#o.definitions.get(ref);
    if (!row) {
      return;
    }
    const now = this.#o.now();
    await this.#o.knex.transaction(async tx => {
      await this.#o.definitions.remove(tx, row.id, now);
      await this.#o.sweeps.add(tx, {
        scorecardId: row.id,
        version: row.version,
        cause: 'entityLeft',
        entityIds: [],
      });
      await removeResultsOf(tx, { scorecardId: row.id, now });
    });
  }

  /** Evaluates everything anew: a safety net, and the way to bring in all at once. */
  async sweepAll(cause: string): Promise<void> {
    const entityIds = await this.#o.entities.allIds();
    for (const row of await this.#o.definitions.list()) {
      if (row.version > 0) {
        await this.#o.knex.transaction(tx =>
          this.#o.sweeps.add(tx, {
            scorecardId: row.id,
            version: row.version,
            cause,
            entityIds,
          }),
        );
      }
    }
  }

  #recordRead(tx: Knex, entity: Entity, problems: DefinitionProblem[]) {
    const { title, name, description, tags } = entity.metadata;
    return this.#o.definitions.recordRead(tx, {
      ref: stringifyEntityRef(entity),
      title: title ?? name,
      description,
      tags: tags ?? [],
      ownerRef: ownerRefOf(entity),
      problems,
      readHash: hashOf(entity.spec),
      now: this.#o.now(),
    });
  }

  async #publishIfNew(
    tx: Knex,
    row: ScorecardRow,
    spec: Parameters<typeof toDefinition>[0],
  ): Promise<boolean> {
    const hash = hashOf(spec);
    const running =
      row.version > 0
        ? await tx('scorecard_versions')
            .where({ scorecard_id: row.id, version: row.version })
            .first()
        : undefined;
    if (running?.hash === hash) {
      return false;
    }
    const version = await this.#o.definitions.publish(tx, row, {
      hash,
      spec: JSON.stringify(spec),
      now: this.#o.now(),
    });
    if (version === undefined) {
      return false;
    }
    await this.#sweep(tx, row.id, version, {
      before: running?.spec,
      after: JSON.stringify(spec),
    });
    return true;
  }

  async #sweep(
    tx: Knex,
    scorecardId: number,
    version: number,
    specs: { before?: string; after: string },
  ): Promise<void> {
    const before = specs.before && definitionOf(specs.before);
    const after = definitionOf(specs.after);
    const sameMembers =
      before &&
      JSON.stringify(before.appliesTo) === JSON.stringify(after.appliesTo);
    const pending = await tx('sweep_chunks')
      .where({ scorecard_id: scorecardId })
      .whereNull('checks')
      .first();
    const partial = sameMembers && !pending;
    await this.#o.sweeps.add(tx, {
      scorecardId,
      version,
      cause: 'ruleEdited',
      ...(partial && { checks: changedChecks(before, after) }),
      entityIds: partial
        ? await this.#memberIds(tx, scorecardId)
        : await EntityStore.create(tx).allIds(),
    });
  }

  async #memberIds(tx: Knex, scorecardId: number): Promise<number[]> {
    const rows = await tx('results')
      .where({ scorecard_id: scorecardId })
      .orderBy('entity_id')
      .select('entity_id');
    return rows.map(row => row.entity_id);
  }
}
