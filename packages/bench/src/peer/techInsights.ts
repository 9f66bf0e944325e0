import type { FactRetriever } from '@backstage-community/plugin-tech-insights-node';
import type { JsonObject } from '@backstage/types';
import {
  sources,
  type FactComparison,
  type GeneratedCheck,
  type SourceSpec,
} from '../generator';

/*
 * The generated sources and checks in the words of Tech Insights 3.1.0 with
 * jsonfc 0.10.0.
 */

const types = {
  number: 'integer',
  boolean: 'boolean',
  string: 'string',
} as const;

const operators = {
  '>=': 'greaterThanInclusive',
  '<=': 'lessThanInclusive',
  '==': 'equal',
  '!=': 'notEqual',
} as const satisfies Record<FactComparison['operator'], string>;

export function toFactSchema(source: SourceSpec): FactRetriever['schema'] {
  return Object.fromEntries(
    Object.entries(source.fields).map(([name, field]) => [
      name,
      { type: types[field.type], description: field.description },
    ]),
  );
}

/** `techInsights.factRetrievers` of app-config. */
export function retrieverConfig(): JsonObject {
  return Object.fromEntries(
    sources.map(({ id }) => [
      id,
      { cadence: '0 3 * * *', lifecycle: { timeToLive: { weeks: 2 } } },
    ]),
  );
}

function toCondition({ source, field, operator, value }: FactComparison) {
  return {
    fact: field,
    operator: operators[operator],
    value,
    params: { factRetrieverId: source },
  };
}

/** One of `techInsights.factChecker.checks` of app-config. */
export function toJsonRule(check: GeneratedCheck): JsonObject {
  const comparisons = check.terms.flatMap(term => term.comparison ?? []);
  if (comparisons.length !== check.terms.length) {
    throw new Error(`"${check.rule}" is about more than facts`);
  }
  const key = check.join === 'all' ? 'all' : 'any';
  return {
    type: 'json-rules-engine',
    name: check.title,
    description: 'Made up for measuring.',
    factIds: [...new Set(comparisons.map(({ source }) => source))],
    rule: { conditions: { [key]: comparisons.map(toCondition) } },
  };
}
