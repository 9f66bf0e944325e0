import { mockServices } from '@backstage/backend-test-utils';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import { spawn, type ChildProcess } from 'child_process';
import { once } from 'events';
import type { Knex } from 'knex';
import { createInterface } from 'readline';
import { setTimeout } from 'timers/promises';
import { freshDatabase } from '../__testUtils__/databases';
import { insertEntities } from '../__testUtils__/entities';
import { scorecardEntity } from '../__testUtils__/scorecard';
import { dirtyPriority } from '../database/dirty/markDirty';
import { FactStore } from '../database/facts/FactStore';
import { createEngine } from './createEngine';

const ENTITIES = 6000;

function start(knex: Knex): ChildProcess {
  const { connection } = knex.client.config;
  const address =
    typeof connection === 'string'
      ? connection
      : `postgresql://${connection.user}:${connection.password}@${connection.host}:${connection.port}/${connection.database}`;
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('../__testUtils__/evaluationProcess'),
      address,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** Kills the process in the middle of its work. @returns whether it did some */
async function killAfterFirstBatch(child: ChildProcess): Promise<boolean> {
  if (!child.stdout) {
    return false;
  }
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('batch')) {
      child.kill('SIGKILL');
      await once(child, 'exit');
      return true;
    }
  }
  return false;
}

/** What the process had sent already, the database carries out: a last claim, say. */
async function untilForgotten(knex: Knex): Promise<void> {
  for (;;) {
    const sessions = await knex('pg_stat_activity').where({
      application_name: 'evaluation',
    });
    if (sessions.length === 0) {
      return;
    }
    await setTimeout(50);
  }
}

describe('a replica that is killed in the middle of a sweep', () => {
  it('loses nothing and records nothing twice', async () => {
    const knex = await freshDatabase('POSTGRES_18');
    const facts = FactStore.create(knex);
    const now = Date.parse('2026-11-16T10:00:00Z');
    const engine = createEngine({
      knex,
      logger: mockServices.logger.mock(),
      facts,
      environment: RuleEnvironment.create(),
      freshness: () => undefined,
    });
    const ids = await insertEntities(
      knex,
      Array.from({ length: ENTITIES }, (_, n) => `component-${n}`),
    );
    const report = (line: number) =>
      facts.upsert(
        ids.map(entityId => ({
          entityId,
          source: 'coverage',
          fact: { line },
          observedAt: now + line,
        })),
        { now, cause: 'factChanged', priority: dirtyPriority.background },
      );
    await report(70);
    await engine.definitions.apply(
      scorecardEntity([[{ id: 'covered', rule: 'facts.coverage.line >= 80' }]]),
    );
    await engine.worker.drain();

    await report(90);
    await engine.definitions.sweepAll('entityChanged');
    expect(await killAfterFirstBatch(start(knex))).toBe(true);
    await untilForgotten(knex);
    expect(await knex('results').where({ states: 'F' })).not.toHaveLength(0);

    // The database's clock is what leases are measured by: move them instead.
    for (const table of ['dirty', 'sweep_chunks']) {
      await knex(table)
        .whereNotNull('claimed_until')
        .update({ claimed_until: 1 });
    }
    await engine.worker.drain();

    expect(await knex('results').whereNot({ states: 'P' })).toEqual([]);
    const changes = await knex('transitions')
      .whereNotNull('check_id')
      .groupBy('entity_id')
      .select('entity_id')
      .count({ n: '*' });
    expect(changes).toHaveLength(ENTITIES);
    expect(changes.filter(row => Number(row.n) !== 1)).toEqual([]);
    expect(await knex('dirty')).toEqual([]);
  }, 120_000);
});
