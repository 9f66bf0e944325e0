import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import type { EntityFactsResponse } from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import type { StoredFact } from '../../database/facts/types';
import type { EntityVisibility } from '../../permissions/entityVisibility';
import { toIso, toOptionalIso } from '../instants';
import type { DescribedSource, FactsOf, SourceDirectory } from '../ports';
import { findVisible, type VisibleEntity } from './VisibleEntities';

/** What {@link EntityFactsReader} works with. */
export interface EntityFactsOptions {
  knex: Knex;
  facts: Pick<FactsOf, 'factsOf'>;
  sources: SourceDirectory;
  now: () => number;
}

type FactItem = EntityFactsResponse['items'][number];

function serves(
  { appliesTo }: DescribedSource,
  { entity }: VisibleEntity,
): boolean {
  return (
    appliesTo === undefined ||
    filterPredicateToFilterFunction(appliesTo)(entity)
  );
}

function present(
  id: string,
  source: DescribedSource | undefined,
  fact: StoredFact | undefined,
  now: number,
): FactItem {
  const observedAt = toOptionalIso(fact?.observedAt);
  const changedAt = toOptionalIso(fact?.changedAt);
  const age = now - (fact?.observedAt ?? now);
  return {
    source: id,
    title: source?.title ?? id,
    ...(fact?.data && { fact: fact.data }),
    version: fact?.version ?? 0,
    ...(observedAt !== undefined && { observedAt }),
    ...(changedAt !== undefined && { changedAt }),
    stale: age > (source?.freshnessMs ?? Infinity),
    ...(fact?.error && {
      error: { message: fact.error.message, at: toIso(fact.error.at) },
    }),
  };
}

/** What is known about one entity, from where, how fresh. */
export class EntityFactsReader {
  readonly #options: EntityFactsOptions;

  private constructor(options: EntityFactsOptions) {
    this.#options = options;
  }

  static create(options: EntityFactsOptions): EntityFactsReader {
    return new EntityFactsReader(options);
  }

  /**
   * Sources that serve the entity, also those that never answered; then what is
   * left of sources that are gone.
   *
   * @throws NotFoundError where the reader sees no such entity
   */
  async read(
    ref: string,
    visibility: EntityVisibility,
  ): Promise<EntityFactsResponse> {
    const { knex, facts, sources, now } = this.#options;
    const entity = await findVisible(knex, ref, visibility);
    const known = new Map(
      (await facts.factsOf(entity.id)).map(fact => [fact.source, fact]),
    );
    const served = sources
      .list()
      .filter(source => known.has(source.id) || serves(source, entity))
      .map(source => source.id);
    const ids = new Set([...served, ...known.keys()]);
    return {
      entityRef: entity.ref,
      items: [...ids].map(id =>
        present(id, sources.get(id), known.get(id), now()),
      ),
    };
  }
}
