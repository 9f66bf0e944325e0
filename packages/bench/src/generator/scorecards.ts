import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { GeneratedCheck } from './checks';

/** What a scorecard is made from. @internal */
export interface ScorecardOptions {
  name: string;
  checks: readonly GeneratedCheck[];
}

const levels = ['bronze', 'silver', 'gold'];

function toSpec(check: GeneratedCheck): JsonObject {
  return {
    id: check.id,
    title: check.title,
    description: 'Made up for measuring.',
    rationale: 'Entities that meet it are easier to run.',
    rule: check.rule,
    weight: check.weight,
    category: check.category,
    ...(check.onlyType && { appliesTo: { 'spec.type': check.onlyType } }),
    remediation: {
      text: 'Look at the values, and mend what does not meet the demand.',
      link: 'https://docs.acme.com/standards',
    },
  };
}

/** A `Scorecard` entity in levels mode, for all components. @internal */
export function createScorecard({ name, checks }: ScorecardOptions): Entity {
  const perLevel = Math.ceil(checks.length / levels.length);
  return {
    apiVersion: 'daytwo.dev/v1alpha1',
    kind: 'Scorecard',
    metadata: {
      namespace: 'default',
      name,
      title: `Scorecard ${name}`,
      description: 'Made up for measuring.',
      etag: `scorecard-${name}`,
    },
    spec: {
      owner: 'group:default/department-0',
      appliesTo: { kind: 'component' },
      levels: levels
        .map((level, index) => ({
          name: level,
          checks: checks
            .slice(index * perLevel, (index + 1) * perLevel)
            .map(toSpec),
        }))
        .filter(level => level.checks.length > 0),
    },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/department-0' }],
  };
}
