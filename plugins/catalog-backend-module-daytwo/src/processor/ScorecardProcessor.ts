import {
  getCompoundEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { isScorecardEntity } from '@daytwo/backstage-plugin-scorecards-common';
import { readOwner } from './owner';
import { ProblemMemory } from './ProblemMemory';
import { problemsOf } from './problems';
import { refusal } from './refusal';

/**
 * Validates `Scorecard` entities of `daytwo.dev/v1alpha1` and relates them to
 * their owners. Entities of other kinds, and of other vendors' kinds with the
 * same name, are left alone.
 *
 * The types of facts are not known here: scorecards-backend knows them, and
 * refuses what reads a fact that no source has. This processor checks shape,
 * syntax, cost, and what rules read of the entity.
 *
 * @public
 */
export class ScorecardProcessor implements CatalogProcessor {
  readonly #memory = new ProblemMemory();

  getProcessorName(): string {
    return 'DaytwoScorecardProcessor';
  }

  /** @throws InputError with all problems of the definition at once */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isScorecardEntity(entity)) return false;
    const problems = this.#memory.recall(entity, problemsOf);
    if (problems.length > 0) throw new InputError(refusal(problems));
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!isScorecardEntity(entity)) return entity;
    const owner = readOwner(entity);
    if (!owner.ok) return entity;
    const scorecard = getCompoundEntityRef(entity);
    emit(
      processingResult.relation({
        source: scorecard,
        type: RELATION_OWNED_BY,
        target: owner.ref,
      }),
    );
    emit(
      processingResult.relation({
        source: owner.ref,
        type: RELATION_OWNER_OF,
        target: scorecard,
      }),
    );
    return entity;
  }
}
