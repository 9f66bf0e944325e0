import { toError } from '@backstage/errors';
import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';
import type { FactStore } from '../database/facts/FactStore';
import { CATALOG_SOURCE } from '../sources/SourceRegistry';
import type { CatalogMirror } from './CatalogMirror';

/** What became of one source. */
type SourceOutcome = RefreshResult['sources'][number];

/** Looks at one entity in the catalog now, before the next pass would. */
export class CatalogRefresher {
  readonly #mirror: CatalogMirror;
  readonly #facts: FactStore;

  private constructor(mirror: CatalogMirror, facts: FactStore) {
    this.#mirror = mirror;
    this.#facts = facts;
  }

  static create(mirror: CatalogMirror, facts: FactStore): CatalogRefresher {
    return new CatalogRefresher(mirror, facts);
  }

  async refresh(entity: { id: number; ref: string }): Promise<SourceOutcome> {
    const source = CATALOG_SOURCE;
    try {
      const before = await this.#version(entity.id);
      await this.#mirror.ensure([entity.ref]);
      const changed = (await this.#version(entity.id)) !== before;
      return { source, outcome: changed ? 'changed' : 'unchanged' };
    } catch (error) {
      const { message } = toError(error);
      return { source, outcome: 'failed', message };
    }
  }

  async #version(id: number): Promise<number | undefined> {
    const facts = await this.#facts.factsFor([id], [CATALOG_SOURCE]);
    return facts.get(id)?.get(CATALOG_SOURCE)?.version;
  }
}
