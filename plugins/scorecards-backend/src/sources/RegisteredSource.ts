import type { FilterPredicate } from '@backstage/filter-predicates';
import type { JsonObject } from '@backstage/types';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';

/** What is wrong with a fact, and where: a JSON pointer into it. */
export interface FactProblem {
  path: string;
  message: string;
}

/** A source of facts, wherever it comes from. */
export interface RegisteredSource {
  /** Name in rules: `facts.<id>`. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** `builtin`: from the catalog. `push`: others report. `pull`: it is asked. */
  readonly mode: 'builtin' | 'push' | 'pull';
  /** JSON Schema of a fact; types of rules come from it. */
  readonly schema: JsonObject;
  /** Age from which its facts count as unknown; never, where it is absent. */
  readonly freshnessMs?: number;
  /** Entities that it serves; all, where it is absent. */
  readonly appliesTo?: FilterPredicate;
  /** When it is asked, in words; pull only. */
  readonly scheduleText?: string;
  /** Pull only. */
  readonly source?: FactSource;
  /** All that is wrong with a fact, at most {@link MAX_PROBLEMS}. */
  validate(fact: unknown): FactProblem[];
}

/** The most problems that are told of one fact. */
export const MAX_PROBLEMS = 20;
