import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import {
  durationToMs,
  type CompiledRule,
  type DefinedCheck,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { LoadedVersion } from '../definitions/LoadedVersion';

/** A check made ready: all that can be known before an entity is at hand. */
export interface CheckPlan {
  check: DefinedCheck;
  rule: CompiledRule;
  appliesTo?: (entity: Entity) => boolean;
  /** What the rule reads, and how old it may be, in milliseconds. */
  sources: Array<{ id: string; budget: number }>;
  needsEntity: boolean;
}

/** A version made ready. */
export interface ScorecardPlan {
  version: LoadedVersion;
  appliesTo: (entity: Entity) => boolean;
  checks: CheckPlan[];
  /** Sources that any rule reads, in a fixed order. */
  sources: string[];
}

/** How old facts of a source may be, milliseconds; undefined where they do not age. */
export type SourceFreshness = (source: string) => number | undefined;

function planCheck(
  version: LoadedVersion,
  check: DefinedCheck,
  freshness: SourceFreshness,
): CheckPlan {
  const rule = version.rules[check.slot];
  const own = check.freshness && durationToMs(check.freshness);
  return {
    check,
    rule,
    ...(check.appliesTo && {
      appliesTo: filterPredicateToFilterFunction(check.appliesTo),
    }),
    sources: rule.sources.map(id => ({
      id,
      budget: own ?? freshness(id) ?? Infinity,
    })),
    needsEntity: rule.usesEntity || check.appliesTo !== undefined,
  };
}

/** Prepares a version for evaluation. */
export function planScorecard(
  version: LoadedVersion,
  freshness: SourceFreshness,
): ScorecardPlan {
  const { definition } = version;
  const checks = definition.checks.map(check =>
    planCheck(version, check, freshness),
  );
  return {
    version,
    appliesTo: filterPredicateToFilterFunction(definition.appliesTo),
    checks,
    sources: [...new Set(checks.flatMap(({ rule }) => rule.sources))].sort(),
  };
}
