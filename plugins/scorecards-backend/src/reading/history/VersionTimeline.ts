import { groupBy } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { VersionRow } from '../../database/rows';
import type { DefinitionCatalogue } from '../../definitions/DefinitionCatalogue';
import type { LoadedVersion } from '../../definitions/LoadedVersion';
import { endOfDay } from '../instants';
import type { PastDay } from './scoresByDay';

type Entry = Pick<VersionRow, 'scorecard_id' | 'version' | 'created_at'>;

/** Which version of a scorecard ran when. */
export class VersionTimeline {
  readonly #catalogue: Pick<DefinitionCatalogue, 'version'>;
  /** Newest first, by scorecard. */
  readonly #entries: Map<number, Entry[]>;

  private constructor(
    catalogue: Pick<DefinitionCatalogue, 'version'>,
    entries: Map<number, Entry[]>,
  ) {
    this.#catalogue = catalogue;
    this.#entries = entries;
  }

  static async load(
    knex: Knex,
    catalogue: Pick<DefinitionCatalogue, 'version'>,
    scorecardIds: readonly number[],
  ): Promise<VersionTimeline> {
    const rows = await knex<VersionRow>('scorecard_versions')
      .whereIn('scorecard_id', [...scorecardIds])
      .orderBy('version', 'desc')
      .select('scorecard_id', 'version', 'created_at');
    const entries = groupBy<number, Entry>(rows, row => row.scorecard_id);
    return new VersionTimeline(catalogue, entries);
  }

  /** The one that ran at an instant; the first one for what was before it. */
  async at(
    scorecardId: number,
    instant: number,
  ): Promise<LoadedVersion | undefined> {
    const entries = this.#entries.get(scorecardId) ?? [];
    const entry =
      entries.find(({ created_at }) => Number(created_at) <= instant) ??
      entries.at(-1);
    return entry && this.#catalogue.version(scorecardId, entry.version);
  }

  /** Days with the definition that ran at the end of each, in the same order. */
  async ofDays(
    scorecardId: number,
    days: readonly string[],
  ): Promise<PastDay[]> {
    const versions = await Promise.all(
      days.map(day => this.at(scorecardId, endOfDay(day))),
    );
    return days.flatMap((day, index) => {
      const definition = versions[index]?.definition;
      return definition ? { day, definition } : [];
    });
  }
}
