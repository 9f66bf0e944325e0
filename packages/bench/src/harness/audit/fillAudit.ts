import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { fillByTemplates } from './fillByTemplates';
import { fillOneByOne } from './fillOneByOne';
import { timelineOf } from './Timeline';

/** What a log is filled with. */
export interface FillOptions {
  knex: Knex;
  seed: number;
  records: number;
  /** When the last one is, milliseconds since the epoch. */
  until: number;
  progress(message: string): void;
}

/** Fills an empty log with records of a year, as use would. Nothing is sealed. */
export async function fillAudit(options: FillOptions): Promise<void> {
  const { knex, records, until } = options;
  const spans = timelineOf(records, until);
  await (isPostgres(knex)
    ? fillByTemplates(options, spans)
    : fillOneByOne(options, spans));
  await knex('log_head').update({ seq: records, at: until });
}
