import type { Knex } from 'knex';
import type { CatalogOptions } from './catalog/CatalogOptions';
import { GroupMembers } from './catalog/GroupMembers';
import { OwnedEntities } from './catalog/OwnedEntities';
import { ConditionResolver } from './ConditionResolver';
import { HistogramReader } from './histogram/HistogramReader';
import { RecordFinder } from './RecordFinder';
import { RecordReader } from './RecordReader';
import { SuggestionReader } from './suggestions/SuggestionReader';

/** What {@link createReading} needs. */
export interface ReadingOptions extends CatalogOptions {
  knex: Knex;
}

/** Everything that answers questions about records. */
export interface Reading {
  resolver: ConditionResolver;
  finder: RecordFinder;
  records: RecordReader;
  histogram: HistogramReader;
  suggestions: SuggestionReader;
}

/** Puts together what answers questions. It only reads. */
export function createReading(options: ReadingOptions): Reading {
  const { knex, now } = options;
  const resolver = ConditionResolver.create({
    knex,
    members: GroupMembers.create(options),
    owned: OwnedEntities.create(options),
  });
  const finder = RecordFinder.create({ knex, resolver });
  return {
    resolver,
    finder,
    records: RecordReader.create({ knex, finder }),
    histogram: HistogramReader.create({ knex, finder, now }),
    suggestions: SuggestionReader.create({ knex, finder }),
  };
}
