import {
  transitionCauses,
  unpackStates,
  verdictStates,
  type CheckCountsResponse,
  type EntityRowsResponse,
  type EntityScorecardsResponse,
  type MovementResponse,
  type RollupDimension,
  type RollupResponse,
  type ScorecardResponse,
  type TransitionListResponse,
  type TrendResponse,
  type VersionListResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { fakeGroups, summarize, type FakeRow } from './pagesEntities';

/** One scorecard with its entities. @internal */
export interface FakeScorecardData {
  scorecard: ScorecardResponse;
  rows: FakeRow[];
}

const dayMs = 86_400_000;
const asOf = '2026-03-02T09:12:00Z';
const dayOf = (offset: number) =>
  new Date(Date.parse(asOf) - offset * dayMs).toISOString().slice(0, 10);

function keysOf(row: FakeRow, by: RollupDimension): string[] {
  const { entity } = row;
  switch (by) {
    case 'group': {
      const chain: string[] = [];
      for (let ref: string | undefined = row.group; ref; ) {
        chain.push(ref);
        const current: string = ref;
        ref = fakeGroups.find(group => group.ref === current)?.parent;
      }
      return chain;
    }
    case 'system':
      return entity.systemRef ? [entity.systemRef] : [];
    case 'type':
      return entity.type ? [entity.type] : [];
    case 'lifecycle':
      return entity.lifecycle ? [entity.lifecycle] : [];
    case 'tag':
      return [row.tag];
    default:
      return [];
  }
}

function matches(
  data: FakeScorecardData,
  row: FakeRow,
  query: URLSearchParams,
) {
  const any = (key: string, test: (value: string) => boolean) => {
    const values = query.getAll(key);
    return values.length === 0 || values.some(test);
  };
  const levelName = data.scorecard.levels[row.level]?.name ?? 'none';
  const states = unpackStates(row.states);
  const text = query.get('q')?.toLowerCase() ?? '';
  return (
    any('group', value => keysOf(row, 'group').includes(value)) &&
    any('system', value => row.entity.systemRef === value) &&
    any('domain', () => false) &&
    any('type', value => row.entity.type === value) &&
    any('lifecycle', value => row.entity.lifecycle === value) &&
    any('tag', value => row.tag === value) &&
    any('level', value => levelName === value) &&
    any('check', value => {
      const [id, state] = value.split(':');
      const check = data.scorecard.checks.find(c => c.id === id);
      return check !== undefined && states[check.slot] === state;
    }) &&
    row.entity.ref.includes(text)
  );
}

const sortKeys: Record<string, (row: FakeRow) => number | string> = {
  name: row => row.entity.ref,
  score: row => row.score ?? -1,
  level: row => row.level,
  coverage: row => row.known / (row.counted || 1),
};

function sorted(rows: FakeRow[], sort: string): FakeRow[] {
  const key = sortKeys[sort.replace('-', '')] ?? sortKeys.score;
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return sign * (x < y ? -1 : Number(x > y));
  });
}

/** @internal */
export function entitiesAnswer(
  data: FakeScorecardData,
  query: URLSearchParams,
): EntityRowsResponse {
  const found = sorted(
    data.rows.filter(row => matches(data, row, query)),
    query.get('sort') ?? 'score',
  );
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 100);
  return {
    items: found
      .slice(start, end)
      .map(({ group: _group, tag: _tag, ...row }) => row),
    ...(end < found.length && { nextCursor: String(end) }),
    ...(start === 0 && { total: found.length }),
    partial: data.scorecard.partial,
  };
}

/** @internal */
export function csvAnswer(
  data: FakeScorecardData,
  query: URLSearchParams,
): string {
  const rows = data.rows.filter(row => matches(data, row, query));
  return ['entity,score', ...rows.map(r => `${r.entity.ref},${r.score}`)].join(
    '\n',
  );
}

/** @internal */
export function checksAnswer(
  data: FakeScorecardData,
  query: URLSearchParams,
): CheckCountsResponse {
  const rows = data.rows.filter(row => matches(data, row, query));
  const states = rows.map(row => unpackStates(row.states));
  return {
    items: data.scorecard.checks.map(check => ({
      checkId: check.id,
      counts: Object.fromEntries(
        verdictStates.map(state => [
          state,
          states.filter(packed => packed[check.slot] === state).length,
        ]),
      ) as CheckCountsResponse['items'][number]['counts'],
    })),
    partial: data.scorecard.partial,
  };
}

function worstCheck(data: FakeScorecardData, rows: readonly FakeRow[]) {
  const failing = data.scorecard.checks.map(check => ({
    checkId: check.id,
    title: check.title,
    failing: rows.filter(row => row.states[check.slot] === 'F').length,
  }));
  return failing.sort((a, b) => b.failing - a.failing)[0];
}

/** @internal */
export function rollupAnswer(
  data: FakeScorecardData,
  query: URLSearchParams,
): RollupResponse {
  const by = (query.get('by') ?? 'group') as RollupDimension;
  const since = query.get('since') ?? undefined;
  const values = new Map<string, FakeRow[]>();
  for (const row of data.rows) {
    for (const key of keysOf(row, by)) {
      values.set(key, [...(values.get(key) ?? []), row]);
    }
  }
  return {
    by,
    items: [...values].map(([value, rows], i) => {
      const summary = summarize(rows, data.scorecard.levels.length);
      const parent = fakeGroups.find(group => group.ref === value)?.parent;
      const worst = worstCheck(data, rows);
      return {
        value,
        ...(by === 'group' && parent && { parent }),
        summary,
        ...(summary.score !== undefined &&
          i % 5 !== 4 && { scoreBefore: summary.score - 6 + (i % 4) * 4 }),
        ...(worst && worst.failing > 0 && { worstCheck: worst }),
      };
    }),
    ...(since && { since }),
    asOf,
    partial: data.scorecard.partial,
  };
}

/** @internal */
export function trendAnswer(
  data: FakeScorecardData,
  query: URLSearchParams,
): TrendResponse {
  const days = Number(query.get('days') ?? 90);
  const { summary } = data.scorecard;
  return {
    items: Array.from({ length: days }, (_, i) => ({
      day: dayOf(days - 1 - i),
      summary: {
        ...summary,
        ...(summary.score !== undefined && {
          score: summary.score - (days - i) * 0.12 + Math.sin(i / 6) * 1.5,
        }),
        known: Math.round(summary.known * (0.85 + (0.15 * i) / days)),
      },
    })),
    partial: data.scorecard.partial,
  };
}

/** @internal */
export function movementAnswer(
  data: FakeScorecardData,
  query: URLSearchParams,
): MovementResponse {
  const days = Number(query.get('days') ?? 30);
  return {
    from: new Date(Date.parse(asOf) - days * dayMs).toISOString(),
    to: asOf,
    causes: transitionCauses.slice(0, 6).map((cause, i) => ({
      cause,
      improved: Math.round(data.rows.length / (i + 2)),
      worsened: Math.round(data.rows.length / (2 * i + 3)),
      other: i * 2,
      entities: Math.round(data.rows.length / (i + 1.5)),
    })),
    partial: data.scorecard.partial,
  };
}

/** @internal */
export function transitionsAnswer(
  data: FakeScorecardData,
  query: URLSearchParams,
): TransitionListResponse {
  const start = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const wanted = query.get('cause');
  const all = data.rows.slice(0, 400).flatMap((row, i) => {
    const cause = transitionCauses[i % 6];
    const check = data.scorecard.checks[i % data.scorecard.checks.length];
    return wanted && wanted !== cause
      ? []
      : {
          id: String(i),
          at: new Date(Date.parse(asOf) - i * 3_700_000).toISOString(),
          scorecardRef: data.scorecard.ref,
          entityRef: row.entity.ref,
          ...(cause !== 'entityEntered' &&
            cause !== 'entityLeft' && {
              checkId: check.id,
              from: verdictStates[i % 3],
              to: verdictStates[(i + 1) % 3],
            }),
          cause,
          version: data.scorecard.version,
          evidence: {
            values: [{ text: `facts.catalog.field${check.slot}`, value: 71.4 }],
          },
        };
  });
  const end = start + limit;
  return {
    items: all.slice(start, end),
    ...(end < all.length && { nextCursor: String(end) }),
  };
}

/** @internal */
export function versionsAnswer(data: FakeScorecardData): VersionListResponse {
  return {
    items: [4, 3, 2, 1].map(version => ({
      version,
      hash: `${version}f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0`,
      createdAt: `2026-0${version > 2 ? 2 : 1}-1${version}T10:00:00Z`,
      spec: {
        owner: data.scorecard.ownerRef,
        appliesTo: { kind: 'component', 'spec.type': 'service' },
        levels: data.scorecard.levels.map((level, i) => ({
          name: level.name,
          checks: data.scorecard.checks
            .filter(check => check.levelIndex === i)
            .map(({ id, title, rule, weight }) => ({
              id,
              title,
              rule,
              weight,
            })),
        })),
      },
      changedChecks: version > 1 ? [`check-${version}`, 'check-0'] : [],
    })),
  };
}

/** @internal */
export function entityAnswer(
  all: readonly FakeScorecardData[],
  entityRef: string,
): EntityScorecardsResponse {
  return {
    entityRef,
    items: all.flatMap(({ scorecard, rows }) => {
      const row = rows.find(r => r.entity.ref === entityRef);
      if (!row) {
        return [];
      }
      const { level, score, passed, known, counted } = row;
      const states = unpackStates(row.states);
      return [
        {
          scorecard,
          level,
          ...(score !== undefined && { score }),
          passed,
          known,
          counted,
          version: scorecard.version,
          evaluatedAt: row.evaluatedAt,
          pending: false,
          verdicts: scorecard.checks.map(check => ({
            checkId: check.id,
            state: states[check.slot],
            since: '2025-11-02T10:00:00Z',
            counts: !check.draft,
            ...(states[check.slot] === 'unknown' && {
              reason: `facts.catalog.field${check.slot} was never reported`,
            }),
            evidence: [
              {
                text: `facts.catalog.field${check.slot}`,
                source: 'catalog',
                ...(states[check.slot] !== 'unknown' && { value: 71.4 }),
                observedAt: '2026-03-02T07:00:00Z',
              },
            ],
          })),
          trend: [],
          fixes: [],
        },
      ];
    }),
  };
}
