import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { Sanitiser } from '../../capture/sanitise/Sanitiser';
import { problemOf } from './problemOf';
import { fieldsOf, hashOf, nameOf, nest, pathOf, valueAt } from './fields';

/**
 * An entity as it is remembered: what may be stored of it, and hashes of its
 * fields, so that a change of what is redacted or cut is noticed too.
 */
export interface EntityCopy {
  content: JsonObject;
  /** By name of the field. */
  hashes: Record<string, string>;
  /** Why it cannot be processed. */
  problem?: string;
}

/** What is remembered of an entity. */
export function copyOf(entity: Entity, sanitiser: Sanitiser): EntityCopy {
  const fields = fieldsOf(entity);
  const problem = problemOf(entity);
  return {
    content: sanitiser.sanitise(nest(fields)).value,
    ...(problem !== undefined && sanitiser.sanitise({ problem }).value),
    hashes: Object.fromEntries(fields.map(f => [nameOf(f), hashOf(f.value)])),
  };
}

/** What differs, before and after, and nothing else; undefined where nothing does. */
export function changeOf(
  before: EntityCopy,
  entity: Entity,
): AuditDraft['change'] | undefined {
  const now = fieldsOf(entity);
  const hashes = new Map(now.map(f => [nameOf(f), hashOf(f.value)]));
  const changed = new Set(
    [...Object.keys(before.hashes), ...hashes.keys()].filter(
      name => before.hashes[name] !== hashes.get(name),
    ),
  );
  if (changed.size === 0) {
    return undefined;
  }
  const old = Object.keys(before.hashes)
    .filter(name => changed.has(name))
    .map(name => {
      const path = pathOf(name);
      // Left out where the whole was too large to be kept.
      return { path, value: valueAt(before.content, path) ?? '[cut]' };
    });
  return {
    before: nest(old),
    after: nest(now.filter(f => changed.has(nameOf(f)))),
  };
}
