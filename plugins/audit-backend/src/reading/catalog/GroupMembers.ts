import {
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
  type Entity,
} from '@backstage/catalog-model';
import { KEPT_MS, MOST_KEPT, type CatalogOptions } from './CatalogOptions';
import { Remembered } from './Remembered';

function targets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

/** Members of groups and of all groups below them. */
export class GroupMembers {
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

  static create(options: CatalogOptions): GroupMembers {
    return new GroupMembers(options);
  }

  /** Refs of the members. Groups that are not there have none. */
  of(groups: readonly string[]): Promise<string[]> {
    const sorted = [...new Set(groups)].sort();
    return this.#kept.get(JSON.stringify(sorted), () => this.#ask(sorted));
  }

  /** Level by level; a group that is below itself is visited once. */
  async #ask(groups: readonly string[]): Promise<string[]> {
    const seen = new Set(groups);
    const members = new Set<string>();
    for (let level = [...groups]; level.length > 0; ) {
      const found = await this.#fetch(level);
      const below = found.flatMap(group => targets(group, RELATION_PARENT_OF));
      found
        .flatMap(group => targets(group, RELATION_HAS_MEMBER))
        .forEach(ref => members.add(ref));
      level = [...new Set(below)].filter(ref => !seen.has(ref));
      level.forEach(ref => seen.add(ref));
    }
    return [...members].sort();
  }

  async #fetch(entityRefs: string[]): Promise<Entity[]> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'relations'] },
      { credentials },
    );
    return items.filter(item => item !== undefined);
  }
}
