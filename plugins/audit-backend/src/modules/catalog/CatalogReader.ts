import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogOptions } from '../../reading/catalog/CatalogOptions';
import { keyOf, type SeenKey } from './SeenEntities';
import type { Watches } from './Watches';

/** An entity that is there now. */
export interface Listed extends SeenKey {
  etag: string;
}

/** What {@link CatalogReader} works with. */
export interface CatalogReaderOptions extends CatalogOptions {
  watches: Watches;
  /** Entities that are asked for at once. */
  page?: number;
}

const PAGE = 2000;
const fields = [
  'apiVersion',
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.etag',
];

/** Reads what is watched. */
export class CatalogReader {
  readonly #o: CatalogReaderOptions;

  private constructor(options: CatalogReaderOptions) {
    this.#o = options;
  }

  static create(options: CatalogReaderOptions): CatalogReader {
    return new CatalogReader(options);
  }

  /**
   * All that is there, by its key. Without an order the catalog pages by id, so
   * nothing is passed over while others come and go.
   *
   * @throws Error where any page is not answered
   */
  async list(signal?: AbortSignal): Promise<Map<string, Listed>> {
    const { catalog, auth, watches, page: limit = PAGE } = this.#o;
    const listed = new Map<string, Listed>();
    const credentials = await auth.getOwnServiceCredentials();
    let cursor: string | undefined;
    do {
      signal?.throwIfAborted();
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit, fields }
          : { filter: watches.filter, limit, fields },
        { credentials },
      );
      for (const entity of page.items) {
        const found = this.describe(entity);
        if (found) {
          listed.set(keyOf(found), found);
        }
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return listed;
  }

  /** Some entities, whole; those that are gone meanwhile are left out. */
  async read(refs: readonly string[]): Promise<Entity[]> {
    const { catalog, auth } = this.#o;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...refs] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.filter(entity => entity !== undefined);
  }

  /** Undefined for what is not watched. */
  describe(entity: Entity): Listed | undefined {
    const watch = this.#o.watches.of(entity);
    return watch === undefined
      ? undefined
      : {
          watch,
          ref: stringifyEntityRef(entity),
          etag: entity.metadata.etag ?? '',
        };
  }
}
