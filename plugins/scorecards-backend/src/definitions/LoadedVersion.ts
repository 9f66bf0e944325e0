import {
  toDefinition,
  type CheckSpec,
  type CompiledRule,
  type ScorecardDefinition,
  type ScorecardSpec,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { ScorecardRow } from '../database/rows';

/** A version of a scorecard, ready to judge. */
export interface LoadedVersion {
  scorecardId: number;
  version: number;
  hash: string;
  createdAt: number;
  spec: ScorecardSpec;
  definition: ScorecardDefinition;
  /** By slot. */
  rules: CompiledRule[];
}

/** A scorecard and the version of it that runs, if any was ever valid. */
export interface LoadedScorecard {
  row: ScorecardRow;
  running?: LoadedVersion;
}

/** A version without its rules: for reading verdicts of the past. */
export function definitionOf(spec: string): ScorecardDefinition {
  return toDefinition(JSON.parse(spec) as ScorecardSpec);
}

function sameCheck(a: CheckSpec, b: CheckSpec): boolean {
  return (
    a.rule === b.rule &&
    JSON.stringify(a.appliesTo) === JSON.stringify(b.appliesTo) &&
    JSON.stringify(a.freshness) === JSON.stringify(b.freshness)
  );
}

/**
 * Ids of the checks of `after` whose verdicts may differ from those that
 * `before` gave: new ones, and ones with another rule, predicate or freshness.
 */
export function changedChecks(
  before: ScorecardDefinition,
  after: ScorecardDefinition,
): string[] {
  const known = new Map(before.checks.map(check => [check.id, check]));
  return after.checks
    .filter(check => {
      const old = known.get(check.id);
      return !old || !sameCheck(old, check);
    })
    .map(check => check.id);
}
