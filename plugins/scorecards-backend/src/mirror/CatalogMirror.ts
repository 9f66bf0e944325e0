import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { isScorecardEntity } from '@daytwo/backstage-plugin-scorecards-common';
import { Slicer } from '@daytwo/node-kit';
import type { DefinitionService } from '../definitions/DefinitionService';
import { diffCatalog, type CatalogDiff } from './diffCatalog';
import type { MirrorWriter } from './MirrorWriter';

const LIST_PAGE = 5000;
const FETCH_PAGE = 500;

/** A group whose members may have changed. */
function isGroup(ref: string): boolean {
  return ref.startsWith('group:');
}

/** What {@link CatalogMirror} works with. */
export interface CatalogMirrorOptions {
  catalog: CatalogService;
  auth: AuthService;
  writer: MirrorWriter;
  definitions: DefinitionService;
  logger: LoggerService;
  now: () => number;
}

/** What a pass over the catalog did. */
export interface MirrorPass {
  seen: number;
  changed: number;
  removed: number;
  /** Absent for the first time; removed if the next pass confirms. */
  missing: number;
}

/**
 * Keeps a copy of what rules and permissions need of the catalog. A pass lists
 * refs and etags, and fetches only what differs. An entity that is absent is
 * kept until a second pass confirms it, so that a catalog that loses its
 * entities by mistake does not take results with it.
 */
export class CatalogMirror {
  readonly #o: CatalogMirrorOptions;

  private constructor(options: CatalogMirrorOptions) {
    this.#o = options;
  }

  static create(options: CatalogMirrorOptions): CatalogMirror {
    return new CatalogMirror(options);
  }

  /** One pass. It either sees the whole catalog, or throws and removes nothing. */
  async run(): Promise<MirrorPass> {
    const { writer } = this.#o;
    const seen = await this.#list();
    const diff = diffCatalog(seen, await writer.known());
    for (let at = 0; at < diff.fetch.length; at += FETCH_PAGE) {
      await this.#take(diff.fetch.slice(at, at + FETCH_PAGE));
    }
    await this.#removeConfirmed(diff);
    await writer.markMissing(diff.missing, this.#o.now());
    await writer.unmarkMissing(diff.returned);
    await writer.settle([...diff.appeared, ...diff.fetch.filter(isGroup)]);
    return {
      seen: seen.size,
      changed: diff.fetch.length,
      removed: diff.confirmed.length,
      missing: diff.missing.length,
    };
  }

  /** Looks these up in the catalog now; those that exist are mirrored after it. */
  async ensure(refs: readonly string[]): Promise<void> {
    await this.#take(refs);
    await this.#o.writer.settle(refs);
  }

  async #list(): Promise<Map<string, string>> {
    const credentials = await this.#o.auth.getOwnServiceCredentials();
    const seen = new Map<string, string>();
    const stream = this.#o.catalog.streamEntities(
      {
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.etag',
        ],
        pageSize: LIST_PAGE,
      },
      { credentials },
    );
    const slicer = new Slicer();
    for await (const page of stream) {
      for (const entity of page) {
        if (entity.kind !== 'Location') {
          seen.set(stringifyEntityRef(entity), entity.metadata.etag ?? '');
        }
        await slicer.breathe();
      }
    }
    return seen;
  }

  async #take(refs: readonly string[]): Promise<void> {
    if (refs.length === 0) {
      return;
    }
    const credentials = await this.#o.auth.getOwnServiceCredentials();
    const { items } = await this.#o.catalog.getEntitiesByRefs(
      { entityRefs: [...refs] },
      { credentials },
    );
    const entities = items.filter((item): item is Entity => item !== undefined);
    if (entities.length > 0) {
      await this.#o.writer.store(entities);
    }
    for (const entity of entities.filter(isScorecardEntity)) {
      await this.#o.definitions.apply(entity);
    }
  }

  async #removeConfirmed(diff: CatalogDiff): Promise<void> {
    if (diff.confirmed.length === 0) {
      return;
    }
    await this.#o.writer.remove(diff.confirmed, this.#o.now());
    for (const { ref } of diff.confirmed) {
      if (ref.startsWith('scorecard:')) {
        await this.#o.definitions.remove(ref);
      }
    }
    this.#o.logger.info(
      `${diff.confirmed.length} entities left the catalog; their results were removed`,
    );
  }
}
