import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { CatalogOptions } from '../reading/catalog/CatalogOptions';
import { KEPT_MS, MOST_KEPT } from '../reading/catalog/CatalogOptions';
import { Remembered } from '../reading/catalog/Remembered';

/** Finds the team that a person's runs count for: the first group that they are in. */
export class TeamFinder {
  readonly #o: CatalogOptions;
  readonly #kept: Remembered<string | undefined>;

  private constructor(options: CatalogOptions) {
    this.#o = options;
    this.#kept = Remembered.create({
      keptMs: KEPT_MS,
      most: MOST_KEPT,
      now: options.now ?? Date.now,
    });
  }

  static create(options: CatalogOptions): TeamFinder {
    return new TeamFinder(options);
  }

  /** Undefined for who is no person, or in no group. */
  async of(actor: string): Promise<string | undefined> {
    return actor.startsWith('user:')
      ? this.#kept.get(actor, () => this.#ask(actor))
      : undefined;
  }

  async #ask(actor: string): Promise<string | undefined> {
    const { catalog, auth } = this.#o;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [actor], fields: ['kind', 'metadata', 'relations'] },
      { credentials },
    );
    return items[0]?.relations?.find(({ type }) => type === RELATION_MEMBER_OF)
      ?.targetRef;
  }
}
