import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** Of one record. */
export const MOST_ENTITIES = 50;
const DEEPEST = 4;

/** Keys under which entity refs are, with the kind that is meant where a ref names none. */
const keys: Record<string, string | undefined> = {
  entityref: undefined,
  entityrefs: undefined,
  entity: undefined,
  entities: undefined,
  targetref: undefined,
  group: 'group',
  groupref: 'group',
  user: 'user',
  userref: 'user',
  component: 'component',
  componentref: 'component',
  template: 'template',
  templateref: 'template',
  scorecard: 'scorecard',
  scorecardref: 'scorecard',
};

/** `kind:namespace/name` or `kind:name`; no URL, as `//` cannot be in it. */
const ref =
  /^[a-z][a-z0-9-]{0,62}:(?:[a-z0-9_.-]{1,63}\/)?[a-z0-9_.-]{1,200}$/i;
/** `name`, where the kind is known. */
const name = /^(?:[a-z0-9_.-]{1,63}\/)?[a-z0-9_.-]{1,63}$/i;

/** Refs of the entities that an action says it touches, under well-known keys. */
export function entitiesIn(
  ...values: readonly unknown[]
): string[] | undefined {
  const found = new Set<string>();
  values.forEach(value => walk(value, DEEPEST, found));
  return found.size > 0 ? [...found].slice(0, MOST_ENTITIES) : undefined;
}

function walk(value: unknown, depth: number, found: Set<string>): void {
  if (typeof value !== 'object' || value === null || depth === 0) {
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (Object.hasOwn(keys, key.toLowerCase())) {
      [child].flat().forEach(text => add(text, keys[key.toLowerCase()], found));
    }
    walk(child, depth - 1, found);
  }
}

function add(text: unknown, kind: string | undefined, found: Set<string>) {
  if (typeof text !== 'string' || found.size >= MOST_ENTITIES) {
    return;
  }
  if (ref.test(text) || (kind && name.test(text))) {
    found.add(canonical(text, kind));
  }
}

function canonical(text: string, defaultKind?: string): string {
  const defaults = { defaultKind, defaultNamespace: 'default' };
  return stringifyEntityRef(parseEntityRef(text, defaults));
}
