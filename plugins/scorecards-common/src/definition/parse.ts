import { type Entity } from '@backstage/catalog-model';
import type { z } from 'zod';
import { RuleEnvironment, type CompiledRule } from '../rules';
import { toDefinition, type ScorecardDefinition } from './definition';
import { scorecardSpecSchema, type ScorecardSpec } from './schema';

/** `apiVersion` of all kinds of Daytwo. @public */
export const DAYTWO_API_VERSION = 'daytwo.dev/v1alpha1';

/** The most checks that one scorecard may have. @public */
export const MAX_CHECKS = 1000;

/** The most characters that the rules of one scorecard may have together. @public */
export const MAX_RULES_LENGTH = 200_000;

/**
 * What is wrong with a definition, and where.
 *
 * `path` is a JSON pointer into the entity; `line` and `column` (from 1) are
 * places in the text of a rule.
 *
 * @public
 */
export interface DefinitionProblem {
  path: string;
  message: string;
  line?: number;
  column?: number;
  found?: string;
  expected?: string;
}

/** A definition with its rules ready to run, by slot. @public */
export interface CompiledScorecard {
  spec: ScorecardSpec;
  definition: ScorecardDefinition;
  rules: CompiledRule[];
}

/** Result of {@link parseScorecard}. @public */
export type ParsedScorecard =
  | { ok: true; scorecard: CompiledScorecard }
  | { ok: false; problems: DefinitionProblem[] };

/** Whether an entity is a scorecard of ours, and not another vendor's. @public */
export function isScorecardEntity(entity: Entity): boolean {
  return (
    entity.apiVersion === DAYTWO_API_VERSION && entity.kind === 'Scorecard'
  );
}

function pointer(path: readonly PropertyKey[]): string {
  return ['', 'spec', ...path.map(String)]
    .map(part => part.replace(/~/g, '~0').replace(/\//g, '~1'))
    .join('/');
}

function shapeProblems(error: z.ZodError): DefinitionProblem[] {
  return error.issues.map(issue => ({
    path: pointer(issue.path),
    message: issue.message,
  }));
}

function checkLists(spec: ScorecardSpec) {
  return spec.points
    ? [{ at: ['points', 'checks'], checks: spec.points.checks }]
    : (spec.levels ?? []).map((level, index) => ({
        at: ['levels', String(index), 'checks'],
        checks: level.checks,
      }));
}

/** Where each check stands in the document, by slot. */
function checkPaths(spec: ScorecardSpec): string[][] {
  return checkLists(spec).flatMap(({ at, checks }) =>
    checks.map((_, index) => [...at, String(index)]),
  );
}

function duplicates(
  names: string[],
  describe: (name: string, index: number) => DefinitionProblem,
): DefinitionProblem[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const repeated = seen.has(name);
    seen.add(name);
    return repeated ? [describe(name, index)] : [];
  });
}

function structureProblems(spec: ScorecardSpec): DefinitionProblem[] {
  if (Boolean(spec.levels) === Boolean(spec.points)) {
    return [
      {
        path: '/spec',
        message: 'needs either "levels" or "points", and not both',
      },
    ];
  }
  const { levels, checks } = toDefinition(spec);
  const paths = checkPaths(spec);
  if (checks.length === 0 || checks.length > MAX_CHECKS) {
    return [
      {
        path: '/spec',
        message: `needs between 1 and ${MAX_CHECKS} checks, has ${checks.length}`,
      },
    ];
  }
  const length = checks.reduce((sum, { rule }) => sum + rule.length, 0);
  if (length > MAX_RULES_LENGTH) {
    return [
      {
        path: '/spec',
        message: `its rules have ${length} characters together; the most is ${MAX_RULES_LENGTH}`,
      },
    ];
  }
  return [
    ...duplicates(
      checks.map(c => c.id),
      (id, slot) => ({
        path: pointer([...paths[slot], 'id']),
        message: `the id "${id}" is used by an earlier check; ids are unique within a scorecard`,
      }),
    ),
    ...duplicates(
      levels.map(l => l.name),
      name => ({
        path: spec.points ? '/spec/points/bands' : '/spec/levels',
        message: `the name "${name}" is used twice`,
      }),
    ),
  ];
}

function compileRules(spec: ScorecardSpec, environment: RuleEnvironment) {
  const paths = checkPaths(spec);
  const rules: CompiledRule[] = [];
  const problems: DefinitionProblem[] = [];
  toDefinition(spec).checks.forEach((check, slot) => {
    const compiled = environment.compile(check.rule);
    if (compiled.ok) {
      rules.push(compiled.rule);
      return;
    }
    for (const {
      message,
      line,
      column,
      found,
      expected,
    } of compiled.problems) {
      problems.push({
        path: pointer([...paths[slot], 'rule']),
        message,
        line,
        column,
        ...(found !== undefined && { found }),
        ...(expected !== undefined && { expected }),
      });
    }
  });
  return { rules, problems };
}

/**
 * Reads a `Scorecard` entity: its shape, its structure and each of its rules.
 * All problems of a stage are reported at once.
 *
 * @param environment - types of the facts that rules may read; without it any
 * fact is accepted and only syntax, `entity` and cost are checked
 *
 * @public
 */
export function parseScorecard(
  entity: Entity,
  environment: RuleEnvironment = RuleEnvironment.create(),
): ParsedScorecard {
  const parsed = scorecardSpecSchema.safeParse(entity.spec ?? {});
  if (!parsed.success) {
    return { ok: false, problems: shapeProblems(parsed.error) };
  }
  const spec = parsed.data;
  const structure = structureProblems(spec);
  if (structure.length > 0) {
    return { ok: false, problems: structure };
  }
  const { rules, problems } = compileRules(spec, environment);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, scorecard: { spec, definition: toDefinition(spec), rules } };
}

/** One line per problem, for messages that have no room for more. @public */
export function formatProblem(problem: DefinitionProblem): string {
  const place =
    problem.line === undefined
      ? problem.path
      : `${problem.path} line ${problem.line} column ${problem.column}`;
  return `${place}: ${problem.message}`;
}
