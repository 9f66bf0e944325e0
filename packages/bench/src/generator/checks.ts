import type { VerdictState } from '@daytwo/backstage-plugin-scorecards-common';
import { Random } from './Random';
import {
  anyEntityTerm,
  anySource,
  comparisonTerm,
  factTerm,
  type FactComparison,
  type Subject,
  type Term,
} from './terms';

/** Which checks. @internal */
export interface ChecksOptions {
  seed: number;
  count: number;
  /**
   * Only what can be said with facts, and of every entity: what other tools can
   * say too. Default false.
   */
  factsOnly?: boolean;
}

/** A made-up check. @internal */
export interface GeneratedCheck {
  id: string;
  title: string;
  rule: string;
  join: 'all' | 'any';
  terms: readonly Term[];
  /** The check is about entities of this type only. */
  onlyType?: string;
  weight: number;
  category: string;
}

const categories = ['Quality', 'Security', 'Delivery', 'Operations'];

function createTerms(random: Random, factsOnly: boolean): Term[] {
  const count = random.pick([1, 1, 1, 2, 2, 2, 3, 4]);
  const source = anySource(random);
  const terms = Array.from({ length: count }, (_, n) => {
    if (!factsOnly && random.chance(0.2)) {
      return anyEntityTerm(random);
    }
    // Most rules are about one source.
    return factTerm(
      n === 0 || random.chance(0.7) ? source : anySource(random),
      random,
    );
  });
  return [...new Map(terms.map(term => [term.cel, term])).values()];
}

function createCheck(options: ChecksOptions, index: number): GeneratedCheck {
  const { seed, factsOnly = false } = options;
  const random = Random.of(seed, 'check', index, factsOnly ? 1 : 0);
  const terms = createTerms(random, factsOnly);
  const join = random.chance(0.75) ? 'all' : 'any';
  const rule = terms.map(t => t.cel).join(join === 'all' ? ' && ' : ' || ');
  return {
    id: `check-${index}`,
    title: `Standard ${index}: ${terms.length} demand${
      terms.length > 1 ? 's' : ''
    }`,
    rule,
    join,
    terms,
    ...(!factsOnly && random.chance(0.1) && { onlyType: 'service' }),
    weight: random.int(1, 3),
    category: random.pick(categories),
  };
}

/** Makes checks up: rules of 1 to 4 terms, most of which most entities meet. @internal */
export function createChecks(options: ChecksOptions): GeneratedCheck[] {
  return Array.from({ length: options.count }, (_, index) =>
    createCheck(options, index),
  );
}

/** A check of one comparison that is known beforehand. @internal */
export function createProbe(comparison: FactComparison): GeneratedCheck {
  const term = comparisonTerm(comparison);
  return {
    id: 'probe',
    title: 'Probe',
    rule: term.cel,
    join: 'all',
    terms: [term],
    weight: 1,
    category: categories[0],
  };
}

/**
 * The verdict, worked out without the engine. As in CEL, what is missing does
 * not matter where the rest decides.
 *
 * @internal
 */
export function expectedState(
  check: GeneratedCheck,
  subject: Subject,
): VerdictState {
  if (check.onlyType && subject.entity.spec?.type !== check.onlyType) {
    return 'notApplicable';
  }
  const answers = check.terms.map(term => term.test(subject));
  const decisive = check.join === 'any';
  if (answers.includes(decisive)) {
    return decisive ? 'pass' : 'fail';
  }
  if (answers.includes(undefined)) {
    return 'unknown';
  }
  return decisive ? 'fail' : 'pass';
}
