import {
  scoreOf,
  unpackStates,
  type EntityRowsResponse,
  type ScorecardDefinition,
  type ScorecardResponse,
  type ScorecardSummary,
} from '@daytwo/backstage-plugin-scorecards-common';
import { pick, seededRandom } from './pagesRandom';

/** An entity with what it has reached, and what filters look at. @internal */
export type FakeRow = EntityRowsResponse['items'][number] & {
  group: string;
  tag: string;
};

const nouns = [
  'payments',
  'ledger',
  'checkout',
  'search',
  'profile',
  'catalog',
  'billing',
  'shipping',
  'notification-dispatcher',
  'recommendation',
];
const kinds = ['api', 'worker', 'web', 'gateway', 'batch'];
const teams = ['payments', 'identity', 'logistics', 'discovery', 'mobile'];

/** Groups of the fake company: a tree of three levels. @internal */
export const fakeGroups: ReadonlyArray<{ ref: string; parent?: string }> = [
  { ref: 'group:default/engineering' },
  { ref: 'group:default/commerce', parent: 'group:default/engineering' },
  { ref: 'group:default/product', parent: 'group:default/engineering' },
  { ref: 'group:default/payments', parent: 'group:default/commerce' },
  { ref: 'group:default/logistics', parent: 'group:default/commerce' },
  { ref: 'group:default/identity', parent: 'group:default/product' },
  { ref: 'group:default/discovery', parent: 'group:default/product' },
  { ref: 'group:default/mobile', parent: 'group:default/product' },
];

const now = Date.parse('2026-03-02T09:12:00Z');

function toDefinition(scorecard: ScorecardResponse): ScorecardDefinition {
  return {
    mode: scorecard.mode,
    owner: scorecard.ownerRef,
    appliesTo: {},
    levels: scorecard.levels,
    checks: scorecard.checks,
  } as ScorecardDefinition;
}

function fakeStates(random: () => number, checks: number): string {
  const health = 0.62 + random() * 0.38;
  return Array.from({ length: checks }, (_, slot) => {
    const roll = random();
    if (slot % 7 === 6 && roll < 0.25) return 'N';
    if (roll < health) return 'P';
    return pick(random, ['F', 'F', 'F', 'U', 'U', 'E']);
  }).join('');
}

/** The entities of a scorecard, judged. @internal */
export function fakeRows(scorecard: ScorecardResponse, count: number) {
  const random = seededRandom(7);
  const definition = toDefinition(scorecard);
  return Array.from({ length: count }, (_, i): FakeRow => {
    const team = pick(random, teams);
    const states = fakeStates(random, scorecard.checks.length);
    const { score, ...reached } = scoreOf(
      definition,
      unpackStates(states),
      now,
    );
    return {
      entity: {
        ref: `component:default/${pick(random, nouns)}-${pick(
          random,
          kinds,
        )}-${i}`,
        type: pick(random, ['service', 'website', 'library']),
        lifecycle: pick(random, ['production', 'production', 'experimental']),
        ownerRef: `group:default/${team}`,
        systemRef: `system:default/${pick(random, nouns)}`,
      },
      ...reached,
      ...(score !== undefined && { score }),
      states,
      evaluatedAt: '2026-03-02T09:10:00Z',
      group: `group:default/${team}`,
      tag: pick(random, ['java', 'go', 'typescript', 'python']),
    };
  });
}

/** Sums rows as the backend does. @internal */
export function summarize(
  rows: readonly FakeRow[],
  levels: number,
): ScorecardSummary {
  const scores = rows.flatMap(row => row.score ?? []);
  const sum = (key: 'known' | 'counted' | 'passed') =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    entities: rows.length,
    ...(scores.length > 0 && {
      score: scores.reduce((a, b) => a + b, 0) / scores.length,
    }),
    known: sum('known'),
    counted: sum('counted'),
    passed: sum('passed'),
    levels: Array.from(
      { length: levels + 1 },
      (_, i) => rows.filter(row => row.level === i - 1).length,
    ),
  };
}
