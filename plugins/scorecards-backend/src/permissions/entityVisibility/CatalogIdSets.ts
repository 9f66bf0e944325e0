import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { inIds } from '@daytwo/node-kit';
import { createHash } from 'crypto';
import type { Knex } from 'knex';
import { EntityStore } from '../../database/entities/EntityStore';
import type { SqlFragment } from './SqlFragment';
import type { EntityConditions } from './translateConditions';

/** What {@link CatalogIdSets} works with. */
export interface CatalogIdSetsOptions {
  knex: Knex;
  catalog: Pick<CatalogService, 'queryEntities'>;
  now: () => number;
}

const KEPT_MS = 30_000;
const MOST_KEPT = 100;
const PAGE = 5000;
const fields = ['kind', 'metadata.namespace', 'metadata.name'];

interface Kept {
  until: number;
  ids: Promise<number[]>;
}

/**
 * Entities that conditions allow whose rules we do not know: a third party's.
 * Only the catalog can apply those, so it is asked for all entities that the
 * reader may see, and the answer is kept for half a minute.
 */
export class CatalogIdSets {
  readonly #options: CatalogIdSetsOptions;
  readonly #kept = new Map<string, Kept>();

  private constructor(options: CatalogIdSetsOptions) {
    this.#options = options;
  }

  static create(options: CatalogIdSetsOptions): CatalogIdSets {
    return new CatalogIdSets(options);
  }

  async conditionFor(
    conditions: EntityConditions,
    credentials: BackstageCredentials,
  ): Promise<SqlFragment> {
    const list = inIds(
      this.#options.knex,
      await this.#idsFor(conditions, credentials),
    );
    return { sql: `e.id ${list.sql}`, bindings: list.bindings };
  }

  #idsFor(
    conditions: EntityConditions,
    credentials: BackstageCredentials,
  ): Promise<number[]> {
    const key = createHash('sha256')
      .update(JSON.stringify(conditions))
      .digest('base64');
    const now = this.#options.now();
    const kept = this.#kept.get(key);
    if (kept && now < kept.until && kept.until <= now + KEPT_MS) {
      return kept.ids;
    }
    const ids = this.#ask(credentials);
    this.#keep(key, { until: now + KEPT_MS, ids });
    ids.catch(() => this.#kept.delete(key));
    return ids;
  }

  #keep(key: string, entry: Kept): void {
    if (this.#kept.size >= MOST_KEPT) {
      this.#kept.clear();
    }
    this.#kept.set(key, entry);
  }

  async #ask(credentials: BackstageCredentials): Promise<number[]> {
    const refs: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#options.catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE, fields }
          : { limit: PAGE, fields, totalItems: 'exclude' },
        { credentials },
      );
      refs.push(...page.items.map(entity => stringifyEntityRef(entity)));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    const store = EntityStore.create(this.#options.knex);
    return [...(await store.findIds(refs)).values()];
  }
}
