import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/**
 * The JSON Schema (type `object`) of the facts of each source, by source id:
 * the subset that zod's `toJSONSchema` emits. Anything else in a schema reads
 * as "any value".
 *
 * @public
 */
export type FactSchemas = Record<string, JsonObject>;

/**
 * What is wrong with a rule, and where.
 *
 * `start` and `end` are offsets into the text (UTF-16 code units), `line` and
 * `column` count from 1. The message never repeats the whole rule.
 *
 * @public
 */
export interface RuleProblem {
  code: string;
  message: string;
  start: number;
  end: number;
  line: number;
  column: number;
  found?: string;
  expected?: string;
}

/**
 * A value that a rule names, known without running it.
 *
 * `path` is below the root; for facts it is below the source:
 * `facts.coverage.line` is `{ root: 'facts', source: 'coverage', path: ['line'] }`.
 *
 * @public
 */
export interface RuleRead {
  root: 'entity' | 'facts' | 'now';
  source?: string;
  path: string[];
  /** As the author wrote it, such as `entity.metadata.annotations['x/y']`. */
  text: string;
}

/**
 * Why a rule could not be decided.
 *
 * - `missing`: a value is absent or null; `missing` names it as the author wrote it.
 * - `type`: a value is not of the type that the rule needs.
 * - `cost`: the data is too large for the budget of one evaluation.
 * - `error`: anything else, such as a division by zero.
 *
 * @public
 */
export interface UnknownReason {
  code: 'missing' | 'type' | 'cost' | 'error';
  missing?: string;
  message: string;
}

/** What a rule says. Outcomes are shared and frozen: do not change them. @public */
export type RuleOutcome =
  | { result: 'pass' }
  | { result: 'fail' }
  | { result: 'unknown'; reason: UnknownReason };

/**
 * What a rule is evaluated on. A source without a fact for the entity is
 * `undefined` or absent in `facts`.
 *
 * @public
 */
export interface RuleContext {
  entity: Entity;
  facts: Record<string, JsonObject | undefined>;
  now: Date;
}

/** A rule that was read, checked and made ready to run. @public */
export interface CompiledRule {
  readonly text: string;
  /** Each value that the rule names, once, in the order of the text. */
  readonly reads: RuleRead[];
  /** Ids of the sources that the rule reads, sorted. */
  readonly sources: string[];
  readonly usesEntity: boolean;
  readonly usesNow: boolean;
  /** Estimated steps of one evaluation, with 100 items in each list walked. */
  readonly cost: number;
  /** Never throws; takes bounded time. */
  evaluate(context: RuleContext): RuleOutcome;
}

/** The answer of {@link RuleEnvironment.compile}. @public */
export type RuleCompilation =
  | { ok: true; rule: CompiledRule }
  | { ok: false; problems: RuleProblem[] };
