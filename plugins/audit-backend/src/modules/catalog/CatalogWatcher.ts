import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { Sanitiser } from '../../capture/sanitise/Sanitiser';
import type { CatalogReader, Listed } from './CatalogReader';
import type { ChangeRecorder, EntityChange } from './ChangeRecorder';
import { changeOf, copyOf, type EntityCopy } from './EntityCopy';
import { fieldsOf, nest } from './fields';
import type { LookLease } from './LookLease';
import type { RefusedEntities } from './RefusedEntities';
import { keyOf, type Seen, type SeenEntities } from './SeenEntities';

/** Entities that are read, recorded and kept together. */
const AT_ONCE = 200;
/** Longer than any catalog waits before it tries again. */
const FORGET_REFUSED_MS = 24 * 3_600_000;

interface Found extends Listed {
  entity: Entity;
  copy: EntityCopy;
}

/** What {@link CatalogWatcher} works with. */
export interface CatalogWatcherOptions {
  reader: CatalogReader;
  recorder: ChangeRecorder;
  refused: RefusedEntities;
  seen: SeenEntities;
  lease: LookLease;
  sanitiser: Sanitiser;
  logger: LoggerService;
  now: () => number;
  /** Names of the watches. */
  watches: readonly string[];
}

/**
 * Looks at the catalog and records what is different from the last look: the
 * catalog tells nobody of what its providers and processors change. Several
 * changes between two looks are one.
 *
 * A change is recorded and remembered in one transaction, and so recorded once.
 */
export class CatalogWatcher {
  readonly #o: CatalogWatcherOptions;
  #isFailing = false;

  private constructor(options: CatalogWatcherOptions) {
    this.#o = options;
  }

  static create(options: CatalogWatcherOptions): CatalogWatcher {
    return new CatalogWatcher(options);
  }

  /** One look; none where another replica is at it. */
  async look(signal?: AbortSignal): Promise<void> {
    const { lease, logger } = this.#o;
    if (!(await lease.take())) {
      return;
    }
    try {
      await this.#compare(signal);
      this.#isFailing = false;
    } catch (error) {
      const message = `The catalog was not looked at for changes: ${stringifyError(
        error,
      )}`;
      // Once: where there is no catalog, each look fails.
      logger[this.#isFailing ? 'debug' : 'warn'](message);
      this.#isFailing = true;
    } finally {
      await lease.release();
    }
  }

  async #compare(signal?: AbortSignal): Promise<void> {
    const { lease, now, reader, refused, seen, watches } = this.#o;
    const known = await lease.known();
    const before = await seen.list(watches);
    // Complete, or it throws: what a page lacks is not taken for removed.
    const listed = await reader.list(signal);
    const changed = [...listed].filter(
      ([key, { etag }]) => before.get(key)?.etag !== etag,
    );
    for (const some of chunks(changed.map(([, one]) => one))) {
      signal?.throwIfAborted();
      await this.#takeIn(some, known);
    }
    await this.#settle(before, listed, signal);
    await this.#baseline(listed, known);
    await refused.forgetOld(now() - FORGET_REFUSED_MS);
  }

  /** Those that came or changed; at the first look of a watch nothing is recorded. */
  async #takeIn(some: readonly Listed[], known: readonly string[]) {
    const { reader, recorder, refused, seen, sanitiser } = this.#o;
    const copies = await seen.copies(some);
    const entities = await reader.read(some.map(({ ref }) => ref));
    const kept = entities.flatMap(entity => {
      const described = reader.describe(entity);
      return described
        ? [{ ...described, entity, copy: copyOf(entity, sanitiser) }]
        : [];
    });
    const changes = kept
      .filter(({ watch }) => known.includes(watch))
      .flatMap(one => this.#changeOf(one, copies.get(keyOf(one))));
    await recorder.recordAll(changes, async tx => {
      await seen.in(tx).keep(kept);
      await refused.in(tx).forget(kept.map(({ ref }) => ref));
    });
  }

  #changeOf(
    { ref, entity, copy: { content, problem } }: Found,
    before: EntityCopy | undefined,
  ): EntityChange[] {
    const about = { ref, content, at: this.#o.now() };
    const changes: EntityChange[] = [];
    const change = before ? changeOf(before, entity) : undefined;
    if (!before) {
      const after = nest(fieldsOf(entity));
      changes.push({ ...about, action: 'create', change: { after } });
    } else if (change) {
      changes.push({ ...about, action: 'update', change });
    }
    // Only that it begins and that it ends: messages may differ each time.
    if (problem !== undefined && before?.problem === undefined) {
      changes.push({ ...about, action: 'fail', problem });
    } else if (problem === undefined && before?.problem !== undefined) {
      changes.push({ ...about, action: 'recover' });
    }
    return changes;
  }

  /** Whatever is missing in two looks in a row is gone. */
  async #settle(
    before: Map<string, Seen>,
    listed: Map<string, Listed>,
    signal?: AbortSignal,
  ): Promise<void> {
    const { now, seen } = this.#o;
    const all = [...before];
    const missing = all.filter(([key]) => !listed.has(key)).map(([, s]) => s);
    const back = all.filter(
      ([key, { missingSince }]) => listed.has(key) && missingSince,
    );
    const first = missing.filter(({ missingSince }) => !missingSince);
    const gone = missing.filter(({ missingSince }) => missingSince);
    await seen.mark(back.map(([, s]) => s));
    await seen.mark(first, now());
    for (const some of chunks(gone)) {
      signal?.throwIfAborted();
      await this.#remove(some);
    }
  }

  async #remove(gone: readonly Seen[]): Promise<void> {
    const { now, recorder, seen } = this.#o;
    const copies = await seen.copies(gone);
    const changes = gone.map((one): EntityChange => {
      const before = copies.get(keyOf(one))?.content ?? {};
      return {
        action: 'delete',
        ref: one.ref,
        content: before,
        change: { before },
        at: one.missingSince ?? now(),
      };
    });
    await recorder.recordAll(changes, tx => seen.in(tx).forget(gone));
  }

  async #baseline(listed: Map<string, Listed>, known: readonly string[]) {
    const { lease, recorder, watches } = this.#o;
    const fresh = watches.filter(watch => !known.includes(watch));
    const of = (name: string) =>
      [...listed.values()].filter(({ watch }) => watch === name).length;
    if (fresh.length > 0) {
      await recorder.recordBaselines(
        fresh.map(watch => ({ watch, entities: of(watch) })),
        tx => lease.setKnown([...known, ...fresh], tx),
      );
    }
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, i) =>
    items.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
}
