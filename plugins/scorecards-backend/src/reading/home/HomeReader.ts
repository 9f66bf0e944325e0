import {
  fixesOf,
  unpackStates,
  type Fix,
  type HomeResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { inIds, Slicer } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { ResultRow } from '../../database/rows';
import type { DefinitionCatalogue } from '../../definitions/DefinitionCatalogue';
import type { LoadedScorecard } from '../../definitions/LoadedVersion';
import type { Reader } from '../../permissions';
import {
  and,
  isIn,
  raw,
  sql,
  type EntityVisibility,
  type SqlFragment,
} from '../../permissions/entityVisibility';
import {
  entityInfoColumns,
  toEntityInfo,
  type EntityInfoRow,
} from '../entities/entityInfo';
import { parseReasons, presentFix } from '../entity/presentFixes';
import { isVisible, query } from '../query';
import { presentLevels } from '../scorecards/presentScorecard';
import { summarize, sumResults } from '../scorecards/summaries';
import { findOwnRefs } from './ownedGroups';

/** What {@link HomeReader} works with. */
export interface HomeReaderOptions {
  knex: Knex;
  catalogue: Pick<DefinitionCatalogue, 'version'>;
  now: () => number;
}

/** Whose home page it is. */
export interface HomeOf {
  userRef: string;
  /** Refs that the person owns through. */
  claims: string[];
}

type OwnRow = Pick<
  ResultRow,
  'scorecard_id' | 'version' | 'states' | 'reasons' | 'level' | 'score'
> &
  EntityInfoRow;

/** A result with what to mend, most useful first. */
interface OwnResult {
  row: OwnRow;
  scorecard: LoadedScorecard;
  fixes: Fix[];
}

const worstFirst = raw('COALESCE(r.score, 1000), r.entity_id, r.scorecard_id');
const MOST_ROWS = 1000;
const SHOWN_FIXES = 3;
const SHOWN_WORST = 10;

/** How a person's own entities stand, and what to mend first. */
export class HomeReader {
  readonly #options: HomeReaderOptions;

  private constructor(options: HomeReaderOptions) {
    this.#options = options;
  }

  static create(options: HomeReaderOptions): HomeReader {
    return new HomeReader(options);
  }

  async read(
    { userRef, claims }: HomeOf,
    reader: Reader,
    readable: readonly LoadedScorecard[],
  ): Promise<HomeResponse> {
    const { knex } = this.#options;
    const scorecards = readable.filter(({ row }) =>
      reader.mayReadVerdicts(row),
    );
    const ids = scorecards.map(({ row }) => row.id);
    const refs = await findOwnRefs(knex, userRef, claims);
    const own = await this.#ownResults(refs, reader.entities);
    const [sums, entities, rows] = await Promise.all([
      sumResults(knex, ids, own),
      this.#count(ids, own),
      this.#worstRows(ids, own),
    ]);
    const results = await this.#withFixes(rows, scorecards);
    return {
      entities,
      scorecards: scorecards
        .filter(({ row }) => sums.has(row.id))
        .map(({ row, running }) => ({
          ref: row.ref,
          title: row.title,
          levels: presentLevels(running),
          summary: summarize(
            sums.get(row.id) ?? [],
            running?.definition.levels.length ?? 0,
          ),
        })),
      fixes: bestFixes(results),
      worst: results.slice(0, SHOWN_WORST).map(presentWorst),
    };
  }

  /** Entities are found first: of few, little has to be looked at. */
  async #ownResults(
    refs: readonly string[],
    visibility: EntityVisibility,
  ): Promise<SqlFragment> {
    const { knex } = this.#options;
    const rows = await query<{ id: number }>(
      knex,
      sql`SELECT e.id FROM entities e WHERE e.id IN (
          SELECT o.entity_id FROM entity_relations o
          WHERE o.type = 'ownedBy' AND ${isIn('o.target_ref', refs)})
        AND ${isVisible(visibility)}`,
    );
    const list = inIds(
      knex,
      rows.map(row => row.id),
    );
    return sql`r.entity_id ${list}`;
  }

  async #count(ids: readonly number[], own: SqlFragment): Promise<number> {
    const [row] = await query<{ n: number | string }>(
      this.#options.knex,
      sql`SELECT count(*) AS n FROM (SELECT r.entity_id FROM results r
        WHERE ${and([isIn('r.scorecard_id', ids), own])}
        GROUP BY r.entity_id) entities`,
    );
    return Number(row.n);
  }

  /** The worst first; of very many, only those are looked at. */
  #worstRows(ids: readonly number[], own: SqlFragment): Promise<OwnRow[]> {
    return query<OwnRow>(
      this.#options.knex,
      sql`SELECT r.*, ${entityInfoColumns} FROM (
          SELECT r.entity_id, r.scorecard_id, r.version, r.states, r.reasons,
            r.level, r.score
          FROM results r WHERE ${and([isIn('r.scorecard_id', ids), own])}
          ORDER BY ${worstFirst} LIMIT ${MOST_ROWS}
        ) r JOIN entities e ON e.id = r.entity_id ORDER BY ${worstFirst}`,
    );
  }

  async #withFixes(
    rows: readonly OwnRow[],
    scorecards: readonly LoadedScorecard[],
  ): Promise<OwnResult[]> {
    const byId = new Map(scorecards.map(item => [item.row.id, item]));
    const now = this.#options.now();
    const slicer = new Slicer();
    const results: OwnResult[] = [];
    for (const row of rows) {
      const scorecard = byId.get(row.scorecard_id);
      if (scorecard) {
        const { definition } = await this.#options.catalogue.version(
          row.scorecard_id,
          row.version,
        );
        const states = unpackStates(row.states);
        results.push({
          row,
          scorecard,
          fixes: fixesOf(definition, states, now),
        });
      }
      await slicer.breathe();
    }
    return results;
  }
}

/** Of each entity and scorecard the one that gains most; of those the best. */
function bestFixes(results: readonly OwnResult[]): HomeResponse['fixes'] {
  return results
    .flatMap(result => {
      const [first, ...others] = result.fixes;
      const fix = others.reduce(
        (best, other) => (other.gain > best.gain ? other : best),
        first,
      );
      return fix ? { ...result, fix } : [];
    })
    .sort((a, b) => compareGains(a.fix, b.fix))
    .slice(0, SHOWN_FIXES)
    .map(({ row, scorecard, fix }) => ({
      ...presentFix(fix, scorecard.row.ref, parseReasons(row.reasons)),
      entity: toEntityInfo(row),
      scorecardTitle: scorecard.row.title,
    }));
}

function compareGains(a: Fix, b: Fix): number {
  return (
    b.gain - a.gain ||
    Number(b.blocksNextLevel) - Number(a.blocksNextLevel) ||
    (a.effort ?? Infinity) - (b.effort ?? Infinity) ||
    0
  );
}

function presentWorst({
  row,
  scorecard,
  fixes,
}: OwnResult): HomeResponse['worst'][number] {
  const worst = fixes.at(0);
  return {
    entity: toEntityInfo(row),
    scorecardRef: scorecard.row.ref,
    level: row.level,
    ...(row.score !== null && { score: row.score }),
    ...(worst && { worstCheck: worst.check.title }),
  };
}
