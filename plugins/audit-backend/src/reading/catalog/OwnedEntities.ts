import { stringifyEntityRef } from '@backstage/catalog-model';
import { KEPT_MS, MOST_KEPT, type CatalogOptions } from './CatalogOptions';
import { Remembered } from './Remembered';

const PAGE = 5000;
const fields = ['kind', 'metadata.namespace', 'metadata.name'];

/** Entities that groups and people own. */
export class OwnedEntities {
  readonly #options: CatalogOptions;
  readonly #kept: Remembered<string[]>;

  private constructor(options: CatalogOptions) {
    this.#options = options;
    this.#kept = Remembered.create({
      keptMs: KEPT_MS,
      most: MOST_KEPT,
      now: options.now ?? Date.now,
    });
  }

  static create(options: CatalogOptions): OwnedEntities {
    return new OwnedEntities(options);
  }

  /** Refs of what any of the claims owns. */
  by(claims: readonly string[]): Promise<string[]> {
    const sorted = [...new Set(claims)].sort();
    return sorted.length === 0
      ? Promise.resolve([])
      : this.#kept.get(JSON.stringify(sorted), () => this.#ask(sorted));
  }

  async #ask(claims: string[]): Promise<string[]> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const refs: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE, fields }
          : { filter: { 'relations.ownedBy': claims }, limit: PAGE, fields },
        { credentials },
      );
      refs.push(...page.items.map(entity => stringifyEntityRef(entity)));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return refs;
  }
}
