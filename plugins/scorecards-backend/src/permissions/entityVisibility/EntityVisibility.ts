import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { CatalogIdSets } from './CatalogIdSets';
import type { SqlFragment } from './SqlFragment';
import { translateConditions } from './translateConditions';

/**
 * Which entities a reader may see, by the catalog's own policy: all, none, or
 * those that meet a condition on the table `entities` under the alias `e`.
 */
export type EntityVisibility =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'some'; where: SqlFragment };

/** What {@link EntityVisibilityResolver} works with. */
export interface EntityVisibilityOptions {
  knex: Knex;
  idSets: CatalogIdSets;
}

/** Turns the catalog's decision on reading entities into SQL over the mirror. */
export class EntityVisibilityResolver {
  readonly #options: EntityVisibilityOptions;

  private constructor(options: EntityVisibilityOptions) {
    this.#options = options;
  }

  static create(options: EntityVisibilityOptions): EntityVisibilityResolver {
    return new EntityVisibilityResolver(options);
  }

  /** @param credentials - whose decision it is; the catalog may be asked with them */
  async resolve(
    decision: PolicyDecision,
    credentials: BackstageCredentials,
  ): Promise<EntityVisibility> {
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return {
        kind: decision.result === AuthorizeResult.ALLOW ? 'all' : 'none',
      };
    }
    const { knex, idSets } = this.#options;
    const dialect = isPostgres(knex) ? 'postgres' : 'sqlite';
    const where =
      translateConditions(decision.conditions, dialect) ??
      (await idSets.conditionFor(decision.conditions, credentials));
    return { kind: 'some', where };
  }
}
