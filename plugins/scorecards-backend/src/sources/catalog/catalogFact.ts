import {
  parseEntityRef,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
  type Entity,
} from '@backstage/catalog-model';
import { isValidDefinition } from './apiDefinition';
import type { CatalogFact } from './schema';

/** What must be known of other entities to describe one. */
export interface CatalogLookup {
  /** Whether the catalog has this entity. */
  exists(ref: string): boolean;
  /** People in a group, nested groups included. */
  membersOf(groupRef: string): number;
}

const docsAnnotations = [
  'backstage.io/techdocs-ref',
  'backstage.io/techdocs-entity',
];

/** What the catalog says about an entity. Pure: time and order play no part. */
export function catalogFact(
  entity: Entity,
  lookup: CatalogLookup,
): CatalogFact {
  const { annotations = {}, labels = {}, tags = [], links } = entity.metadata;
  return {
    ...ownerFacts(entity, lookup),
    ...relationFacts(entity, lookup),
    ...definitionFacts(entity),
    hasDocs: docsAnnotations.some(name => Boolean(annotations[name])),
    annotations,
    labels,
    tags,
    links: links?.length ?? 0,
    orphan: annotations['backstage.io/orphan'] === 'true',
    errors: processingErrors(entity),
  };
}

/** Targets of a relation, sorted, each once. */
function targets(entity: Entity, ...types: string[]): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => types.includes(relation.type))
    .map(relation => relation.targetRef);
  return [...new Set(refs)].sort();
}

function kindOf(ref: string): string {
  return parseEntityRef(ref).kind.toLocaleLowerCase('en-US');
}

function ownerFacts(entity: Entity, lookup: CatalogLookup) {
  const owners = targets(entity, RELATION_OWNED_BY);
  const owner = owners.find(ref => lookup.exists(ref)) ?? owners[0];
  const ownerExists = owner !== undefined && lookup.exists(owner);
  switch (owner && kindOf(owner)) {
    case 'group': {
      const ownerMembers = ownerExists ? lookup.membersOf(owner) : 0;
      return { ownerExists, ownerKind: 'group' as const, ownerMembers };
    }
    case 'user': {
      const ownerMembers = ownerExists ? 1 : 0;
      return { ownerExists, ownerKind: 'user' as const, ownerMembers };
    }
    default:
      return { ownerExists, ownerKind: '' as const, ownerMembers: 0 };
  }
}

function relationFacts(entity: Entity, lookup: CatalogLookup) {
  const needed = targets(entity, RELATION_DEPENDS_ON, RELATION_CONSUMES_API);
  const missingDependencies = needed.filter(ref => !lookup.exists(ref));
  return {
    systemExists: targets(entity, RELATION_PART_OF).some(
      ref => kindOf(ref) === 'system' && lookup.exists(ref),
    ),
    dependencies: targets(entity, RELATION_DEPENDS_ON).length,
    dependenciesExist: missingDependencies.length === 0,
    missingDependencies,
    providesApis: targets(entity, RELATION_PROVIDES_API).length,
    consumesApis: targets(entity, RELATION_CONSUMES_API).length,
  };
}

function definitionFacts(entity: Entity) {
  if (entity.kind.toLocaleLowerCase('en-US') !== 'api') {
    return {
      hasDefinition: false,
      definitionFormat: '',
      definitionValid: true,
    };
  }
  const { type, definition } = entity.spec ?? {};
  const text = typeof definition === 'string' ? definition : '';
  const definitionFormat =
    typeof type === 'string' ? type.toLocaleLowerCase('en-US') : '';
  return {
    hasDefinition: text.trim() !== '',
    definitionFormat,
    definitionValid: isValidDefinition(definitionFormat, text),
  };
}

/** `status` is of the model's alpha: read with care. */
function processingErrors(entity: Entity): string[] {
  const { status } = entity as { status?: { items?: unknown } };
  const items: unknown[] = Array.isArray(status?.items) ? status.items : [];
  return items.flatMap(item => {
    const { level, message } = (item ?? {}) as Record<string, unknown>;
    return level === 'error' ? [String(message ?? 'unknown error')] : [];
  });
}
