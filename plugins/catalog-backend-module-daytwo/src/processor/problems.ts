import type { Entity } from '@backstage/catalog-model';
import {
  MAX_CHECKS,
  parseScorecard,
  type DefinitionProblem,
} from '@daytwo/backstage-plugin-scorecards-common';
import { readOwner } from './owner';

/**
 * Characters of all rules of one scorecard together. Reading the worst that fit
 * holds up the catalog's process for up to two seconds, once.
 */
const MAX_RULE_TEXT = 200_000;

/** All that is wrong with a scorecard, without what only its facts show. */
export function problemsOf(entity: Entity): DefinitionProblem[] {
  const owner = readOwner(entity);
  const ownerProblems = owner.ok ? [] : owner.problems;
  const rules = rulesOf(entity.spec);
  const length = rules.reduce((sum, rule) => sum + rule.length, 0);
  // More checks than are allowed are refused without reading their rules.
  if (rules.length <= MAX_CHECKS && length > MAX_RULE_TEXT) {
    return [...ownerProblems, tooLong(length)];
  }
  const parsed = parseScorecard(entity);
  return [...ownerProblems, ...(parsed.ok ? [] : parsed.problems)];
}

function tooLong(length: number): DefinitionProblem {
  return {
    path: '/spec',
    message: `its rules are too long together: ${length} characters`,
    expected: `at most ${MAX_RULE_TEXT}`,
  };
}

/** Nothing is known of the shape yet, so each step looks before it leaps. */
function rulesOf(spec: Entity['spec']): string[] {
  return [spec?.points, ...listOf(spec?.levels)]
    .flatMap(holder => listOf(field(holder, 'checks')))
    .map(check => field(check, 'rule'))
    .filter(rule => typeof rule === 'string');
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
