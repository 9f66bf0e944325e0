import type {
  RouteQuery,
  TrendResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import { ALL } from '../../database/rollups/makeRollups';
import type { RollupDayRow } from '../../database/rows';
import {
  and,
  raw,
  sql,
  type SqlFragment,
} from '../../permissions/entityVisibility';
import { InputError } from '@backstage/errors';
import { dayOf, lastDays } from '../instants';
import { isPartial, isVisibleId } from '../query';
import type { ReadableScorecard } from '../ScorecardAccess';
import { fromRollup, summarize, sumResults } from '../scorecards/summaries';
import type { PastScoresReader } from './PastScoresReader';

/** What {@link TrendReader} works with. */
export interface TrendReaderOptions {
  knex: Knex;
  past: PastScoresReader;
  now: () => number;
  /** How long single changes are kept, milliseconds. */
  historyMs: number;
}

type TrendItem = TrendResponse['items'][number];

const DAY_MS = 86_400_000;
/** Days that are reckoned for those who may not see the stored sums. */
const MOST_RECKONED = 90;

/** A scorecard's numbers by day. */
export class TrendReader {
  readonly #options: TrendReaderOptions;

  private constructor(options: TrendReaderOptions) {
    this.#options = options;
  }

  static create(options: TrendReaderOptions): TrendReader {
    return new TrendReader(options);
  }

  async read(
    { reader, scorecard }: ReadableScorecard,
    request: RouteQuery<'getTrend'>,
  ): Promise<TrendResponse> {
    if ((request.by === undefined) !== (request.value === undefined)) {
      throw new InputError(
        'query.by, query.value: give both for one value of a dimension, or none for the whole',
      );
    }
    const partial = isPartial(reader.entities);
    const items = partial
      ? await this.#reckoned({ reader, scorecard }, request)
      : await this.#stored(scorecard.row.id, request);
    return { items, partial };
  }

  async #stored(
    scorecardId: number,
    { days, by, value }: RouteQuery<'getTrend'>,
  ): Promise<TrendItem[]> {
    const first = dayOf(this.#options.now() - (days - 1) * DAY_MS);
    const rows = await this.#options
      .knex<RollupDayRow>('rollup_days')
      .where({
        scorecard_id: scorecardId,
        dim: by ?? ALL.dim,
        value: value ?? ALL.value,
      })
      .where('day', '>=', first)
      .orderBy('day');
    return rows.map(row => ({ day: row.day, summary: fromRollup(row) }));
  }

  async #reckoned(
    { reader, scorecard }: ReadableScorecard,
    request: RouteQuery<'getTrend'>,
  ): Promise<TrendItem[]> {
    const { now, historyMs, past } = this.#options;
    const kept = Math.floor(historyMs / DAY_MS);
    const count = Math.max(1, Math.min(request.days, MOST_RECKONED, kept));
    const days = lastDays(now(), count);
    const narrow = narrowTo(request);
    const before = await past.summariesOf(
      { scorecard, visibility: reader.entities, narrow },
      days.slice(0, -1).reverse(),
    );
    const today = await this.#today({ reader, scorecard }, narrow);
    return [
      ...before.reverse(),
      { day: days[days.length - 1], summary: today },
    ];
  }

  async #today(
    { reader, scorecard }: ReadableScorecard,
    narrow: (column: SqlFragment) => SqlFragment,
  ) {
    const { id } = scorecard.row;
    const column = raw('r.entity_id');
    const sums = await sumResults(
      this.#options.knex,
      [id],
      and([isVisibleId(column, reader.entities), narrow(column)]),
    );
    const levels = scorecard.running?.definition.levels.length ?? 0;
    return summarize(sums.get(id) ?? [], levels);
  }
}

function narrowTo({ by, value }: RouteQuery<'getTrend'>) {
  return (column: SqlFragment): SqlFragment =>
    by === undefined || value === undefined
      ? raw('1 = 1')
      : sql`${column} IN (SELECT d.entity_id FROM entity_dims d
          WHERE d.dim = ${by} AND d.value = ${value})`;
}
