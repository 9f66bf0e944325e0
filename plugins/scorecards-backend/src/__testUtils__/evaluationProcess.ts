/*
 * A process that does nothing but evaluate, to be killed by tests:
 * `node evaluationProcess.ts <connection string> <schema search path>`.
 * It writes a line for each batch.
 */
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import createKnex from 'knex';
import { FactStore } from '../database/facts/FactStore';
import { createEngine } from '../engine/createEngine';

const [connection] = process.argv.slice(2);
const silent = () => {};
const logger = {
  error: silent,
  warn: silent,
  info: silent,
  debug: silent,
  child: () => logger,
};

const knex = createKnex({
  client: 'pg',
  connection: { connectionString: connection, application_name: 'evaluation' },
});
const engine = createEngine({
  knex,
  logger,
  facts: FactStore.create(knex),
  environment: RuleEnvironment.create(),
  freshness: () => undefined,
  onBatch: async batch => {
    process.stdout.write(`batch ${batch.evaluated}\n`);
  },
});
engine.worker.start();
