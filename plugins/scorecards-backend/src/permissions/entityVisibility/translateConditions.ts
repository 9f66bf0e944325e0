import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { hasAnnotation, hasLabel } from './hasEntry';
import { hasMetadata, hasSpec } from './hasProperty';
import { isEntityKind } from './isEntityKind';
import { isEntityOwner } from './isEntityOwner';
import type { Dialect, RuleTranslator } from './RuleTranslator';
import { and, not, or, type SqlFragment } from './SqlFragment';

const translators = new Map<string, RuleTranslator>([
  ['HAS_ANNOTATION', hasAnnotation],
  ['HAS_LABEL', hasLabel],
  ['HAS_METADATA', hasMetadata],
  ['HAS_SPEC', hasSpec],
  ['IS_ENTITY_KIND', isEntityKind],
  ['IS_ENTITY_OWNER', isEntityOwner],
]);

/** Conditions of a decision about catalog entities. */
export type EntityConditions = PermissionCriteria<PermissionCondition>;

function translateAll(
  criteria: readonly EntityConditions[],
  dialect: Dialect,
  combine: (parts: SqlFragment[]) => SqlFragment,
): SqlFragment | undefined {
  const parts = criteria.map(item => translateConditions(item, dialect));
  return parts.every(part => part !== undefined) ? combine(parts) : undefined;
}

/**
 * Turns conditions on catalog entities into one on the mirror: rows of
 * `entities`, alias `e`, that they allow. Undefined where a rule is not one of
 * the catalog's own, or asks for what SQL cannot tell.
 */
export function translateConditions(
  conditions: EntityConditions,
  dialect: Dialect,
): SqlFragment | undefined {
  if (isAndCriteria(conditions)) {
    return translateAll(conditions.allOf, dialect, and);
  }
  if (isOrCriteria(conditions)) {
    return translateAll(conditions.anyOf, dialect, or);
  }
  if (isNotCriteria(conditions)) {
    const part = translateConditions(conditions.not, dialect);
    return part && not(part);
  }
  return translators.get(conditions.rule)?.(conditions.params, dialect);
}
