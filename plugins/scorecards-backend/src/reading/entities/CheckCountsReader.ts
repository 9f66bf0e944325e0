import type { CheckCountsResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { DefinitionCatalogue } from '../../definitions/DefinitionCatalogue';
import type { LoadedVersion } from '../../definitions/LoadedVersion';
import { raw, sql, type SqlFragment } from '../../permissions/entityVisibility';
import { isPartial, query } from '../query';
import type { ReadableScorecard } from '../ScorecardAccess';
import {
  addCounts,
  countStates,
  noCounts,
  type StateCounts,
} from './checkCounts';
import type { EntityFilter } from './entityFilter';
import type { EntityRowsReader } from './EntityRowsReader';

/** What {@link CheckCountsReader} works with. */
export interface CheckCountsOptions {
  knex: Knex;
  catalogue: Pick<DefinitionCatalogue, 'version'>;
  rows: Pick<EntityRowsReader, 'condition'>;
}

/** States of many entities in one text, by the version that judged them. */
export interface JoinedStates {
  version: number;
  states: string;
  entities: number | string;
}

/** Joins the states of rows, on either database. */
export function joinStates(knex: Knex): SqlFragment {
  return raw(
    isPostgres(knex)
      ? `string_agg(r.states, '')`
      : `group_concat(r.states, '')`,
  );
}

/** How many entities pass and fail each check. */
export class CheckCountsReader {
  readonly #options: CheckCountsOptions;

  private constructor(options: CheckCountsOptions) {
    this.#options = options;
  }

  static create(options: CheckCountsOptions): CheckCountsReader {
    return new CheckCountsReader(options);
  }

  async read(
    { reader, scorecard }: ReadableScorecard,
    filter: EntityFilter,
  ): Promise<CheckCountsResponse> {
    const partial = isPartial(reader.entities);
    if (!scorecard.running) {
      return { items: [], partial };
    }
    const { knex, rows } = this.#options;
    const condition = await rows.condition(scorecard, filter, reader.entities);
    const joined = await query<JoinedStates>(
      knex,
      sql`SELECT r.version, count(*) AS entities, ${joinStates(knex)} AS states
        FROM results r WHERE ${condition} GROUP BY r.version`,
    );
    const counts = await this.count(scorecard.running, joined);
    return {
      items: [...counts].map(([checkId, c]) => ({ checkId, counts: c })),
      partial,
    };
  }

  /** Counts by check of the version that runs, in its order. */
  async count(
    running: LoadedVersion,
    joined: readonly JoinedStates[],
  ): Promise<Map<string, StateCounts>> {
    const counts = new Map(
      running.definition.checks.map(check => [check.id, noCounts()]),
    );
    for (const part of joined) {
      const { definition } = await this.#options.catalogue.version(
        running.scorecardId,
        part.version,
      );
      const bySlot = await countStates(part.states, definition.checks.length);
      const slots = new Map(definition.checks.map(c => [c.id, c.slot]));
      for (const [checkId, sum] of counts) {
        const slot = slots.get(checkId);
        if (slot === undefined) {
          sum.unknown += Number(part.entities);
        } else {
          addCounts(sum, bySlot[slot]);
        }
      }
    }
    return counts;
  }
}
