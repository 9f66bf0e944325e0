import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { dirtyPriority } from '../database/dirty/markDirty';
import { EntityStore } from '../database/entities/EntityStore';
import { catalogFact } from '../sources/catalog/catalogFact';

/** Where facts are stored. */
export interface FactWriter {
  upsert(
    items: Array<{
      entityId: number;
      source: string;
      fact: JsonObject;
      observedAt: number;
    }>,
    options: { now: number; cause: string; priority: number },
  ): Promise<unknown>;
}

/**
 * The built-in source: what the catalog itself says about an entity, and
 * whether what it points at exists.
 */
export class CatalogFacts {
  readonly #knex: Knex;
  readonly #facts: FactWriter;
  readonly #now: () => number;

  private constructor(knex: Knex, facts: FactWriter, now: () => number) {
    this.#knex = knex;
    this.#facts = facts;
    this.#now = now;
  }

  static create(knex: Knex, facts: FactWriter, now: () => number) {
    return new CatalogFacts(knex, facts, now);
  }

  /** Makes the facts of mirrored entities anew; what did not change writes nothing. */
  async collect(entities: readonly Entity[]): Promise<void> {
    const store = EntityStore.create(this.#knex);
    const refs = entities.map(entity => stringifyEntityRef(entity));
    const ids = await store.findIds(refs);
    const targets = new Set(
      entities.flatMap(e => (e.relations ?? []).map(r => r.targetRef)),
    );
    const existing = await store.findIds([...targets]);
    const members = await this.#members(
      [...existing.keys()].filter(ref => ref.startsWith('group:')),
    );
    const now = this.#now();
    const lookup = {
      exists: (ref: string) => existing.has(ref),
      membersOf: (ref: string) => members.get(ref) ?? 0,
    };
    const items = entities.flatMap((entity, index) => {
      const entityId = ids.get(refs[index]);
      return entityId === undefined
        ? []
        : [
            {
              entityId,
              source: 'catalog',
              fact: catalogFact(entity, lookup) as JsonObject,
              observedAt: now,
            },
          ];
    });
    await this.#facts.upsert(items, {
      now,
      cause: 'entityChanged',
      priority: dirtyPriority.background,
    });
  }

  /** People in each group, and in the groups below it. */
  async #members(groups: readonly string[]): Promise<Map<string, number>> {
    const rows: Array<{ ref: string; n: number | string }> = await this.#knex(
      'entity_relations as r',
    )
      .join('group_ancestors as a', 'a.group_ref', 'r.target_ref')
      .where({ 'r.type': 'memberOf' })
      .whereIn('a.ancestor_ref', groups)
      .groupBy('a.ancestor_ref')
      .select(
        { ref: 'a.ancestor_ref' },
        this.#knex.raw('count(distinct r.entity_id) as n'),
      );
    return new Map(rows.map(row => [row.ref, Number(row.n)]));
  }
}
