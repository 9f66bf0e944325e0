import type {
  ScorecardCheck,
  ScorecardResponse,
} from '@daytwo/backstage-plugin-scorecards-common';

const levelNames = [
  { name: 'bronze', title: 'Bronze', color: 'bronze' },
  { name: 'silver', title: 'Silver', color: 'silver' },
  { name: 'gold', title: 'Gold', color: 'gold' },
];

const topics = [
  'Has an owner that exists',
  'Has a runbook link',
  'Line coverage is at least 80 %',
  'Has an on-call rotation',
  'No critical vulnerabilities older than 30 days',
  'SLO is defined and measured',
  'Deployed within the last 14 days',
  'API definition is valid',
  'Documentation is published',
  'Dependencies exist in the catalog',
];
const categories = ['Ownership', 'Operations', 'Quality', 'Security'];

function fakeCheck(slot: number, levelIndex: number): ScorecardCheck {
  const round = Math.floor(slot / topics.length);
  return {
    id: `check-${slot}`,
    title: topics[slot % topics.length] + (round ? ` (${round + 1})` : ''),
    slot,
    levelIndex,
    rule: `facts.catalog.field${slot} >= 80`,
    weight: 1 + (slot % 3),
    draft: slot % 17 === 16,
    category: categories[slot % categories.length],
    rationale: 'Someone must answer when it breaks.',
    remediation: {
      text: 'Set the field in catalog-info.yaml.',
      effort: { minutes: 15 * (1 + (slot % 4)) },
    },
    narrowed: slot % 7 === 6,
    sources: ['catalog'],
  };
}

/** @internal */
export interface FakeScorecardOptions {
  name?: string;
  title?: string;
  checks?: number;
  mode?: 'levels' | 'points';
}

/**
 * A scorecard of three levels, without numbers.
 *
 * @internal
 */
export function fakeScorecard(
  options: FakeScorecardOptions = {},
): ScorecardResponse {
  const { name = 'production-readiness', checks = 12, mode } = options;
  const points = mode === 'points';
  const perLevel = Math.ceil(checks / levelNames.length);
  return {
    ref: `scorecard:default/${name}`,
    title: options.title ?? 'Production readiness',
    description: 'What a service needs before customers depend on it.',
    tags: ['production'],
    ownerRef: 'group:default/platform',
    mode: mode ?? 'levels',
    levels: levelNames.map((level, i) => ({
      ...level,
      ...(points && { atLeast: [40, 70, 90][i] }),
    })),
    checks: Array.from({ length: checks }, (_, slot) =>
      fakeCheck(slot, points ? 0 : Math.floor(slot / perLevel)),
    ),
    version: 4,
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    status: { state: 'valid', problems: [], readAt: '2026-03-02T08:00:00Z' },
    summary: { entities: 0, known: 0, counted: 0, passed: 0, levels: [] },
    asOf: '2026-03-02T09:12:00Z',
    partial: false,
  };
}
