import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { PostgresScan } from '../postgres/PostgresScan';
import type { RecordScan } from './RecordScan';
import { SqliteScan } from '../sqlite/SqliteScan';

export * from './RecordScan';
export { seqAt } from './seqAt';

/** What finds records on a database. */
export function createScan(knex: Knex): RecordScan {
  return isPostgres(knex) ? PostgresScan.create(knex) : SqliteScan.create(knex);
}
