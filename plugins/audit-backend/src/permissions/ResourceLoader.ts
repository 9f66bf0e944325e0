import {
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  type Entity,
} from '@backstage/catalog-model';
import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { RecordTexts, textColumns, type TextRow } from '../log/RecordTexts';
import { isUnreadable, toRecord } from '../log/toRecord';
import type { CatalogOptions } from '../reading/catalog/CatalogOptions';
import type { AuditRecordResource } from './resource';

/** What {@link ResourceLoader} works with. */
export interface ResourceLoaderOptions extends CatalogOptions {
  knex: Knex;
}

function targets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

/** Loads single records as rules see them. */
export class ResourceLoader {
  readonly #options: ResourceLoaderOptions;
  readonly #texts: RecordTexts;

  private constructor(options: ResourceLoaderOptions) {
    this.#options = options;
    this.#texts = RecordTexts.create(options.knex);
  }

  static create(options: ResourceLoaderOptions): ResourceLoader {
    return new ResourceLoader(options);
  }

  /** @param refs - places of records, as text */
  async load(
    refs: readonly string[],
  ): Promise<Array<AuditRecordResource | undefined>> {
    const seqs = refs.filter(ref => /^\d{1,15}$/.test(ref)).map(Number);
    const rows: TextRow[] = await this.#options
      .knex('records')
      .whereIn('seq', seqs)
      .select(textColumns);
    const texts = await this.#texts.of(rows);
    const records = texts.map(toRecord).filter(one => !isUnreadable(one));
    const resources = await Promise.all(
      records.map(record => this.#toResource(record)),
    );
    const found = new Map(resources.map(item => [item.record.seq, item]));
    return refs.map(ref => found.get(Number(ref)));
  }

  async #toResource(record: AuditRecord): Promise<AuditRecordResource> {
    const entities = await this.#fetch(record.entities ?? []);
    return {
      record,
      owners: entities.flatMap(entity => targets(entity, RELATION_OWNED_BY)),
      groups: await this.#groupsOf(record.actors.map(actor => actor.ref)),
    };
  }

  /** From the groups of the actors upwards. */
  async #groupsOf(actors: string[]): Promise<string[]> {
    const users = await this.#fetch(actors.filter(isEntityRef));
    const groups = new Set<string>();
    let level = users.flatMap(user => targets(user, RELATION_MEMBER_OF));
    while (level.length > 0) {
      const fresh = [...new Set(level)].filter(ref => !groups.has(ref));
      fresh.forEach(ref => groups.add(ref));
      const found = await this.#fetch(fresh);
      level = found.flatMap(group => targets(group, RELATION_CHILD_OF));
    }
    return [...groups];
  }

  async #fetch(refs: readonly string[]): Promise<Entity[]> {
    if (refs.length === 0) {
      return [];
    }
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...refs], fields: ['kind', 'metadata', 'relations'] },
      { credentials },
    );
    return items.filter(item => item !== undefined);
  }
}

const isEntityRef = (ref: string) => /^[^:/]+:[^:/]+\/[^:/]+$/.test(ref);
