import type { Entity } from '@backstage/catalog-model';
import { inIds, retryTransient } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { dirtyPriority, markDirty } from '../database/dirty/markDirty';
import { EntityStore } from '../database/entities/EntityStore';
import { EntityWriter } from '../database/entities/EntityWriter';
import { syncGroupAncestors } from '../database/entities/groupAncestors';
import { rebuildDims } from '../database/entities/rebuildDims';
import { removeResultsOf } from '../database/results/removeResults';
import type { EntityRow } from '../database/rows';
import type { CatalogFacts } from './CatalogFacts';
import type { KnownEntity } from './diffCatalog';

const REFS_PER_QUERY = 500;
const IDS_PER_BATCH = 1000;

/** What {@link MirrorWriter} works with. */
export interface MirrorWriterOptions {
  knex: Knex;
  catalogFacts: CatalogFacts;
  now: () => number;
  /** Told that there is something to evaluate. */
  wake: () => void;
}

/** Writes what a pass over the catalog found, and marks what that touches. */
export class MirrorWriter {
  readonly #o: MirrorWriterOptions;
  readonly #writer = new EntityWriter();

  private constructor(options: MirrorWriterOptions) {
    this.#o = options;
  }

  static create(options: MirrorWriterOptions): MirrorWriter {
    return new MirrorWriter(options);
  }

  async known(): Promise<KnownEntity[]> {
    const rows = await this.#o
      .knex<EntityRow>('entities')
      .select('id', 'ref', 'etag', 'missing_since');
    return rows.map(row => ({
      id: row.id,
      ref: row.ref,
      etag: row.etag ?? undefined,
      missing: row.missing_since !== null,
    }));
  }

  /** Stores entities that are new or differ. */
  async store(entities: readonly Entity[]): Promise<void> {
    await retryTransient(() =>
      this.#o.knex.transaction(async tx => {
        const ids = [...(await this.#writer.upsert(tx, entities)).values()];
        await rebuildDims(tx, ids);
        await markDirty(tx, ids, {
          cause: 'entityChanged',
          priority: dirtyPriority.background,
          now: this.#o.now(),
        });
        const groups = entities.filter(({ kind }) => kind === 'Group');
        if (groups.length > 0) {
          await this.#regroup(tx);
        }
      }),
    );
    await this.#o.catalogFacts.collect(entities);
    this.#o.wake();
  }

  /**
   * After all is stored: what points at entities that came, or at groups that
   * changed, is looked at again. A group's members count for all groups above.
   */
  async settle(refs: readonly string[]): Promise<void> {
    const above = await ancestors(
      this.#o.knex,
      refs.filter(ref => ref.startsWith('group:')),
    );
    await this.#touchReferrers([...new Set([...refs, ...above])]);
  }

  async remove(gone: readonly KnownEntity[], now: number): Promise<void> {
    const refs = gone.map(({ ref }) => ref);
    for (let at = 0; at < gone.length; at += IDS_PER_BATCH) {
      const ids = gone.slice(at, at + IDS_PER_BATCH).map(({ id }) => id);
      await this.#o.knex.transaction(async tx => {
        await removeResultsOf(tx, { entityIds: ids, now });
        await this.#writer.remove(tx, ids, now);
      });
    }
    if (refs.some(ref => ref.startsWith('group:'))) {
      await this.#o.knex.transaction(tx => this.#regroup(tx));
    }
    await this.#touchReferrers(refs);
  }

  async markMissing(entities: readonly KnownEntity[], now: number) {
    await this.#setMissing(entities, now);
  }

  async unmarkMissing(entities: readonly KnownEntity[]) {
    await this.#setMissing(entities, null);
  }

  async #setMissing(entities: readonly KnownEntity[], value: number | null) {
    if (entities.length > 0) {
      const list = inIds(
        this.#o.knex,
        entities.map(({ id }) => id),
      );
      await this.#o.knex.raw(
        `UPDATE entities SET missing_since = ? WHERE id ${list.sql}`,
        [value as number, ...list.bindings],
      );
    }
  }

  async #regroup(tx: Knex): Promise<void> {
    const groups = await syncGroupAncestors(tx);
    const owned = await referrers(tx, groups, ['ownedBy']);
    await rebuildDims(tx, owned);
    await tx('scorecards').whereNull('rollup_due').update({
      rollup_due: this.#o.now(),
    });
  }

  /** Facts and dimensions of entities that name these refs. */
  async #touchReferrers(refs: readonly string[]): Promise<void> {
    const ids = await referrers(this.#o.knex, refs);
    for (let at = 0; at < ids.length; at += IDS_PER_BATCH) {
      const part = ids.slice(at, at + IDS_PER_BATCH);
      const entities = await EntityStore.create(this.#o.knex).byIds(part);
      await this.#o.catalogFacts.collect(entities.map(({ entity }) => entity));
      await this.#o.knex.transaction(tx => rebuildDims(tx, part));
    }
    if (ids.length > 0) {
      this.#o.wake();
    }
  }
}

async function ancestors(
  knex: Knex,
  groups: readonly string[],
): Promise<string[]> {
  const refs = new Set<string>();
  for (let at = 0; at < groups.length; at += REFS_PER_QUERY) {
    const rows = await knex('group_ancestors')
      .whereIn('group_ref', groups.slice(at, at + REFS_PER_QUERY))
      .distinct('ancestor_ref');
    rows.forEach(row => refs.add(row.ancestor_ref));
  }
  return [...refs];
}

async function referrers(
  knex: Knex,
  refs: readonly string[],
  types?: string[],
): Promise<number[]> {
  const ids = new Set<number>();
  for (let at = 0; at < refs.length; at += REFS_PER_QUERY) {
    const rows = await knex('entity_relations')
      .whereIn('target_ref', refs.slice(at, at + REFS_PER_QUERY))
      .modify(query => types && query.whereIn('type', types))
      .distinct('entity_id');
    rows.forEach(row => ids.add(row.entity_id));
  }
  return [...ids].sort((a, b) => a - b);
}
