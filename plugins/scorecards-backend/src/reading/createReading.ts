import type { Knex } from 'knex';
import type { DefinitionStore } from '../database/definitions/DefinitionStore';
import type { DefinitionCatalogue } from '../definitions/DefinitionCatalogue';
import type { ReaderService } from '../permissions';
import { CheckCountsReader } from './entities/CheckCountsReader';
import { EntityRowsReader } from './entities/EntityRowsReader';
import { EntityFactsReader } from './entity/EntityFactsReader';
import { EntityScorecardsReader } from './entity/EntityScorecardsReader';
import { PastScoresReader } from './history/PastScoresReader';
import { TransitionReader } from './history/TransitionReader';
import { TrendReader } from './history/TrendReader';
import { HomeReader } from './home/HomeReader';
import type { BudgetReader, FactsOf, SourceDirectory } from './ports';
import { RollupReader } from './rollup/RollupReader';
import { ScorecardAccess } from './ScorecardAccess';
import { ScorecardReader } from './scorecards/ScorecardReader';
import { SourcesReader } from './sources/SourcesReader';

/** What {@link createReading} needs. */
export interface ReadingOptions {
  knex: Knex;
  readers: ReaderService;
  catalogue: DefinitionCatalogue;
  definitions: DefinitionStore;
  facts: FactsOf;
  sources: SourceDirectory;
  budgets: BudgetReader;
  /** How long single changes are kept, milliseconds. */
  historyMs: number;
  now?: () => number;
}

/** Everything that answers questions. */
export interface Reading {
  access: ScorecardAccess;
  scorecards: ScorecardReader;
  rows: EntityRowsReader;
  counts: CheckCountsReader;
  rollups: RollupReader;
  trends: TrendReader;
  transitions: TransitionReader;
  entityScorecards: EntityScorecardsReader;
  entityFacts: EntityFactsReader;
  sources: SourcesReader;
  home: HomeReader;
}

/** Puts together what answers questions. It only reads. */
export function createReading(options: ReadingOptions): Reading {
  const { knex, readers, catalogue, definitions, facts } = options;
  const { sources, budgets, historyMs, now = Date.now } = options;
  const rows = EntityRowsReader.create({ knex, catalogue });
  const counts = CheckCountsReader.create({ knex, catalogue, rows });
  const past = PastScoresReader.create({ knex, catalogue });
  return {
    access: ScorecardAccess.create({ readers, catalogue }),
    scorecards: ScorecardReader.create({ knex, definitions, now }),
    rows,
    counts,
    rollups: RollupReader.create({ knex, counts, past, now }),
    trends: TrendReader.create({ knex, past, now, historyMs }),
    transitions: TransitionReader.create(knex, now),
    entityScorecards: EntityScorecardsReader.create({
      knex,
      catalogue,
      facts,
      now,
      historyMs,
    }),
    entityFacts: EntityFactsReader.create({ knex, facts, sources, now }),
    sources: SourcesReader.create({ knex, facts, sources, budgets, now }),
    home: HomeReader.create({ knex, catalogue, now }),
  };
}
