import {
  auditOutcomes,
  type Usage,
  type UsageRow,
} from '@daytwo/backstage-plugin-audit-common';
import { groupBy } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { storableName } from '../log/storableName';
import { kindOf } from './automations';
import { addSketch, medianOf, readSketch, type DurationSketch } from './sketch';

const DAY_MS = 86_400_000;
const STANDARD_DAYS = 30;
const MOST_DAYS = 731;
const TREND_POINTS = 30;
const MOST_ACTORS = 20;
const LEAST_PEOPLE = 3;

/** How use is shown, from config. */
export interface UsageSettings {
  /** Teams only: nobody is named or counted alone. */
  privacy: boolean;
  /** Minutes that a run saves, by automation; `default` for all others. */
  minutesSaved: Record<string, number>;
}

/** What {@link UsageReader} works with. */
export interface UsageReaderOptions {
  knex: Knex;
  settings: UsageSettings;
  /** Refs of all templates in the catalog. */
  templates: () => Promise<string[]>;
  now: () => number;
}

/** Period and teams that are asked about. */
export interface UsageQuery {
  from?: string;
  to?: string;
  team?: string[];
}

interface Row {
  day: string;
  automation: string;
  team: string;
  actor: string;
  outcome: number;
  runs: number;
  sum_ms: number | string;
  sketch: string | null;
  last_at: number | string | null;
}

/** Which automations are used, in what way, and by whom. */
export class UsageReader {
  readonly #o: UsageReaderOptions;

  private constructor(options: UsageReaderOptions) {
    this.#o = options;
  }

  static create(options: UsageReaderOptions): UsageReader {
    return new UsageReader(options);
  }

  async read(query: UsageQuery): Promise<Usage> {
    const { settings } = this.#o;
    const { from, to } = this.#period(query);
    const rows = await this.#rows(from, to, query.team);
    const items = [...groupBy(rows, row => row.automation)]
      .map(([automation, ofOne]): [string, Row[]] => [
        automation,
        settings.privacy && query.team ? ofLargeTeams(ofOne) : ofOne,
      ])
      .filter(([, ofOne]) => ofOne.length > 0)
      .map(([automation, ofOne]) => this.#item(automation, ofOne, from, to))
      .sort(
        (a, b) => b.runs - a.runs || a.automation.localeCompare(b.automation),
      );
    const used = new Set(items.map(item => item.automation));
    const templates = query.team ? [] : await this.#o.templates();
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      privacy: settings.privacy,
      items,
      unused: templates.filter(ref => !used.has(ref)).sort(),
    };
  }

  #period({ from, to }: UsageQuery): { from: number; to: number } {
    const end = to ? Date.parse(to) : this.#o.now();
    const start = from ? Date.parse(from) : end - STANDARD_DAYS * DAY_MS;
    return { from: Math.max(start, end - MOST_DAYS * DAY_MS), to: end };
  }

  async #rows(from: number, to: number, team?: string[]): Promise<Row[]> {
    const query = this.#o
      .knex<Row>('usage_daily')
      .whereBetween('day', [dayOf(from), dayOf(to)])
      .orderBy('day');
    return team ? query.whereIn('team', team.map(storableName)) : query;
  }

  #item(automation: string, rows: Row[], from: number, to: number): UsageRow {
    const { privacy, minutesSaved } = this.#o.settings;
    const succeeded = sumOf(rows.filter(isSuccess));
    const runs = sumOf(rows);
    const sketch: DurationSketch = {};
    rows.forEach(row => addSketch(sketch, readSketch(row.sketch)));
    const people = groupBy(rows, row => row.actor);
    return {
      automation,
      kind: kindOf(automation),
      runs,
      succeeded,
      failed: runs - succeeded,
      medianMs: medianOf(sketch),
      people: people.size,
      teams: ranked(groupBy(rows, teamIn(rows, privacy))).map(([team, n]) => ({
        team,
        runs: n,
      })),
      ...(!privacy && {
        actors: ranked(people)
          .slice(0, MOST_ACTORS)
          .map(([actor, n]) => ({ actor, runs: n })),
      }),
      savedMinutes:
        succeeded * (minutesSaved[automation] ?? minutesSaved.default ?? 0),
      lastRun: new Date(Math.max(...rows.map(lastOf))).toISOString(),
      trend: trendOf(rows, from, to),
    };
  }
}

/** With privacy, a team so small that its numbers would name somebody counts with those without a team. */
function teamIn(rows: readonly Row[], privacy: boolean) {
  const large = privacy ? new Set(ofLargeTeams(rows)) : undefined;
  return (row: Row): string => (large?.has(row) === false ? '' : row.team);
}

/** Without teams so small that their numbers would name somebody. */
function ofLargeTeams(rows: readonly Row[]): Row[] {
  return [...groupBy(rows, row => row.team).values()]
    .filter(ofTeam => groupBy(ofTeam, row => row.actor).size >= LEAST_PEOPLE)
    .flat();
}

function isSuccess(row: Row): boolean {
  return auditOutcomes[row.outcome] === 'succeeded';
}

/** Of what was counted before the instant was kept, the day is known. */
function lastOf({ last_at: at, day }: Row): number {
  return at === null ? Date.parse(day) : Number(at);
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.runs, 0);
}

function ranked(groups: Map<string, Row[]>): Array<[string, number]> {
  return [...groups]
    .map(([name, rows]): [string, number] => [name, sumOf(rows)])
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Runs in equal parts of the period, oldest first. */
function trendOf(rows: readonly Row[], from: number, to: number): number[] {
  const days = Math.max(1, Math.ceil((to - from) / DAY_MS));
  const points = Math.min(TREND_POINTS, days);
  const trend = new Array<number>(points).fill(0);
  for (const row of rows) {
    const age = (Date.parse(row.day) - Date.parse(dayOf(from))) / DAY_MS;
    const point = Math.floor((age / (days + 1)) * points);
    trend[Math.max(0, Math.min(points - 1, point))] += row.runs;
  }
  return trend;
}
