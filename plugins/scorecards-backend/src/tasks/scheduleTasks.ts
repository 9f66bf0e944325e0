import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ScorecardsConfig } from '../config';
import { SourceRunStore } from '../database/facts/SourceRunStore';
import { keepDay } from '../database/rollups/makeRollups';
import type { DigestSender } from '../digests/DigestSender';
import type { Engine } from '../engine/createEngine';
import { markDue } from '../engine/markDue';
import type { CatalogMirror } from '../mirror/CatalogMirror';
import { forgetOld } from './forgetOld';
import { runMirror } from './runMirror';

/** What {@link scheduleTasks} needs. */
export interface TasksOptions {
  scheduler: SchedulerService;
  knex: Knex;
  engine: Engine;
  mirror: CatalogMirror;
  digests: DigestSender;
  config: ScorecardsConfig;
  logger: LoggerService;
}

/** The day of an instant, UTC, as `rollup_days` names it. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** What happens by the clock, on one replica at a time. */
export async function scheduleTasks(options: TasksOptions): Promise<void> {
  const { scheduler, knex, engine, mirror, digests, config, logger } = options;
  const timeout = { minutes: 10 };
  const runs = SourceRunStore.create(knex);
  await scheduler.scheduleTask({
    ...config.mirror,
    id: 'scorecards-mirror',
    fn: () => runMirror({ mirror, runs, logger, now: Date.now }),
  });
  await scheduler.scheduleTask({
    id: 'scorecards-due',
    frequency: { seconds: 30 },
    timeout,
    fn: async () => {
      if ((await markDue(knex, Date.now())) > 0) {
        engine.worker.wake();
      }
    },
  });
  await scheduler.scheduleTask({
    id: 'scorecards-day',
    frequency: { minutes: 10 },
    timeout,
    initialDelay: { seconds: 30 },
    fn: () => keepDay(knex, dayOf(Date.now())),
  });
  await scheduler.scheduleTask({
    id: 'scorecards-digests',
    frequency: { minutes: 5 },
    timeout,
    initialDelay: { minutes: 1 },
    fn: () => digests.run(),
  });
  await scheduler.scheduleTask({
    id: 'scorecards-forget',
    frequency: { hours: 24 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 10 },
    fn: () => forgetOld(knex, config.history, Date.now()),
  });
  await scheduler.scheduleTask({
    id: 'scorecards-full-pass',
    frequency: { cron: '17 3 * * *' },
    timeout: { hours: 1 },
    fn: async () => {
      await engine.definitions.sweepAll('entityChanged');
      engine.worker.wake();
    },
  });
}
