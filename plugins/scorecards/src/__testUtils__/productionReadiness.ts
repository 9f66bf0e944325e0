import type { EntityScorecardsResponse } from '@daytwo/backstage-plugin-scorecards-common';
import {
  aCheck,
  ago,
  aTrend,
  aVerdict,
  medals,
  type EntityScorecard,
} from './scorecardExamples';

const checks = [
  aCheck({
    id: 'has-owner',
    title: 'Has an owner that exists',
    rule: 'has(entity.spec.owner) && facts.catalog.ownerExists',
    rationale: 'When something breaks, somebody must be called.',
    category: 'Ownership',
    weight: 4,
  }),
  aCheck({ id: 'has-docs', title: 'Has documentation', slot: 1, weight: 4 }),
  aCheck({
    id: 'coverage',
    title: 'Line coverage is at least 80 %',
    slot: 2,
    levelIndex: 2,
    rule: 'facts.coverage.line >= 80',
    weight: 2,
    description: 'Counts the lines that any test runs.',
    rationale:
      'Changes to code that no test runs are found out by customers.\nMost outages of last year began so.',
    freshness: { days: 7 },
    sources: ['coverage'],
    remediation: {
      text: 'Write tests for what the report marks red, the largest files first.',
      link: {
        url: 'https://ci.example.com/coverage',
        title: 'Open the report',
      },
      effort: { hours: 4 },
    },
  }),
  aCheck({
    id: 'runbook',
    title: 'Links a runbook',
    slot: 3,
    levelIndex: 2,
    rule: "has(entity.metadata.annotations['daytwo.dev/runbook'])",
    rationale: 'Whoever is called at night should not have to guess.',
    remediation: {
      text: 'Add the annotation daytwo.dev/runbook, or let the playbook do it.',
      playbook: 'playbook:default/create-runbook',
      effort: { minutes: 30 },
    },
  }),
  aCheck({
    id: 'slo',
    title: 'Has a service level objective',
    slot: 4,
    levelIndex: 2,
    rule: 'size(facts.prometheus.objectives) > 0',
    sources: ['prometheus'],
  }),
  aCheck({
    id: 'two-replicas',
    title: 'Runs at least two replicas',
    slot: 5,
    levelIndex: 1,
    rule: 'facts.kubernetes.replicas >= 2',
    sources: ['kubernetes'],
  }),
  aCheck({
    id: 'signed-images',
    title: 'Images are signed',
    slot: 6,
    levelIndex: 1,
    enforcedFrom: '2099-01-01',
  }),
  aCheck({ id: 'sbom', title: 'Publishes an SBOM', slot: 7, draft: true }),
];

const verdicts = [
  aVerdict({
    checkId: 'has-owner',
    state: 'pass',
    evidence: [
      { text: 'entity.spec.owner', value: 'group:default/payments' },
      {
        text: 'facts.catalog.ownerExists',
        source: 'catalog',
        value: true,
        observedAt: ago({ minutes: 4 }),
      },
    ],
  }),
  aVerdict({ checkId: 'has-docs', state: 'pass' }),
  aVerdict({
    checkId: 'coverage',
    state: 'fail',
    since: ago({ days: 21 }),
    evidence: [
      {
        text: 'facts.coverage.line',
        source: 'coverage',
        value: 71.4,
        observedAt: ago({ hours: 2 }),
      },
    ],
  }),
  aVerdict({
    checkId: 'runbook',
    state: 'fail',
    since: ago({ days: 3 }),
    evidence: [{ text: "entity.metadata.annotations['daytwo.dev/runbook']" }],
  }),
  aVerdict({
    checkId: 'slo',
    state: 'unknown',
    since: ago({ minutes: 32 }),
    reason: 'prometheus has not answered since 08:40',
    evidence: [{ text: 'facts.prometheus.objectives', source: 'prometheus' }],
  }),
  aVerdict({
    checkId: 'two-replicas',
    state: 'exempt',
    reason: 'Exempt until 31 December: a batch job.',
  }),
  aVerdict({
    checkId: 'signed-images',
    state: 'fail',
    counts: false,
    since: ago({ days: 9 }),
  }),
  aVerdict({ checkId: 'sbom', state: 'unknown', counts: false }),
];

/** Silver, on the way to gold: every kind of check and verdict. @internal */
export const productionReadiness: EntityScorecard = {
  scorecard: {
    ref: 'scorecard:default/production-readiness',
    title: 'Production readiness',
    description: 'What a service needs before customers depend on it.',
    tags: [],
    ownerRef: 'group:default/platform',
    mode: 'levels',
    levels: medals,
    checks,
    version: 3,
    status: { state: 'valid', problems: [], readAt: ago({ days: 2 }) },
  },
  level: 1,
  score: 66.7,
  scoreBefore: 58.3,
  passed: 2,
  known: 4,
  counted: 5,
  version: 3,
  evaluatedAt: ago({ minutes: 5 }),
  pending: false,
  verdicts,
  next: {
    level: 2,
    blockers: ['coverage', 'runbook', 'slo'],
    effort: 4.5 * 3_600_000,
  },
  trend: aTrend([25, 25, 33, undefined, 33, 50, 50, 58.3, 58.3, 58.3, 66.7]),
  fixes: [
    {
      scorecardRef: 'scorecard:default/production-readiness',
      checkId: 'runbook',
      title: 'Links a runbook',
      state: 'fail',
      gain: 8.3,
      blocksNextLevel: true,
      effort: 1_800_000,
      remediation: checks[3].remediation,
    },
    {
      scorecardRef: 'scorecard:default/production-readiness',
      checkId: 'coverage',
      title: 'Line coverage is at least 80 %',
      state: 'fail',
      gain: 16.7,
      blocksNextLevel: true,
      effort: 14_400_000,
      remediation: checks[2].remediation,
    },
    {
      scorecardRef: 'scorecard:default/production-readiness',
      checkId: 'slo',
      title: 'Has a service level objective',
      state: 'unknown',
      gain: 8.3,
      blocksNextLevel: true,
      reason: 'prometheus has not answered since 08:40',
    },
  ],
};

/** @internal */
export function scorecardsOf(
  ...items: EntityScorecard[]
): EntityScorecardsResponse {
  return { entityRef: 'component:default/payments-api', items };
}
