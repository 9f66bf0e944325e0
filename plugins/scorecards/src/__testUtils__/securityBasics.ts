import {
  aCheck,
  ago,
  aTrend,
  aVerdict,
  type EntityScorecard,
} from './scorecardExamples';

const checks = [
  aCheck({
    id: 'no-critical-alerts',
    title: 'No critical alert is open',
    category: 'Vulnerabilities',
    rule: 'facts.scanner.critical == 0',
    weight: 5,
    sources: ['scanner'],
    remediation: { link: 'https://scanner.example.com/payments-api' },
  }),
  aCheck({
    id: 'scanned',
    title: 'Was scanned this week',
    category: 'Vulnerabilities',
    slot: 1,
    sources: ['scanner'],
  }),
  aCheck({
    id: 'branch-protection',
    title: 'The main branch is protected',
    category: 'Repository',
    slot: 2,
    weight: 3,
    sources: ['repo'],
  }),
];

/** Points and no level; its newest definition is broken, its verdicts wait for version 2. @internal */
export const securityBasics: EntityScorecard = {
  scorecard: {
    ref: 'scorecard:default/security-basics',
    title: 'Security basics',
    tags: [],
    ownerRef: 'group:default/security',
    mode: 'points',
    levels: [
      { name: 'fair', title: 'Fair', color: 'warning', atLeast: 50 },
      { name: 'good', title: 'Good', color: 'success', atLeast: 90 },
    ],
    checks,
    version: 2,
    status: {
      state: 'invalid',
      problems: [
        { path: 'spec.points.checks[0].rule', message: 'unknown fact' },
      ],
      readAt: ago({ hours: 3 }),
    },
  },
  level: -1,
  score: 33.3,
  scoreBefore: 42,
  passed: 1,
  known: 3,
  counted: 3,
  version: 1,
  evaluatedAt: ago({ minutes: 12 }),
  pending: true,
  verdicts: [
    aVerdict({
      checkId: 'no-critical-alerts',
      state: 'fail',
      since: ago({ days: 1 }),
      evidence: [
        {
          text: 'facts.scanner.critical',
          source: 'scanner',
          value: 3,
          observedAt: ago({ hours: 6 }),
        },
      ],
    }),
    aVerdict({ checkId: 'branch-protection', state: 'pass' }),
  ],
  next: { level: 0, blockers: [], missingPoints: 16.7 },
  trend: aTrend([60, 60, 55, 42, 33.3]),
  fixes: [
    {
      scorecardRef: 'scorecard:default/security-basics',
      checkId: 'no-critical-alerts',
      title: 'No critical alert is open',
      state: 'fail',
      gain: 55.6,
      blocksNextLevel: false,
      remediation: checks[0].remediation,
    },
  ],
};
