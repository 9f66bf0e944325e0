import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { PullSource } from './Collector';
import type { PullRunner } from './PullRunner';
import { readAffected } from './readAffected';

/** What {@link startPulling} works with. */
export interface PullingOptions {
  runner: PullRunner;
  sources: readonly PullSource[];
  scheduler: SchedulerService;
  events: EventsService;
  logger: LoggerService;
}

/** Has sources asked by schedule, by event, and about new entities. */
export async function startPulling(options: PullingOptions): Promise<void> {
  for (const source of options.sources) {
    await schedule(source, options);
    await subscribe(source, options);
  }
  if (options.sources.length > 0) await scheduleNewcomers(options);
}

async function schedule(
  source: PullSource,
  { scheduler, runner }: PullingOptions,
): Promise<void> {
  await scheduler.scheduleTask({
    scope: 'global',
    ...source.source.schedule,
    id: `scorecards-source-${source.id}`,
    fn: signal => runner.run(source, signal),
  });
}

/** One id for all replicas: each event is for one of them. */
async function subscribe(
  source: PullSource,
  { events, runner, logger }: PullingOptions,
): Promise<void> {
  const { topics = [] } = source.source.events ?? {};
  if (topics.length === 0) return;
  await events.subscribe({
    id: `scorecards-source-${source.id}`,
    topics,
    onEvent: async ({ topic, eventPayload }) => {
      const refs = readAffected(source, { topic, eventPayload }, logger);
      if (refs.length > 0) await runner.runAffected(source, refs);
    },
  });
}

async function scheduleNewcomers({
  scheduler,
  runner,
}: PullingOptions): Promise<void> {
  await scheduler.scheduleTask({
    id: 'scorecards-sources-new-entities',
    scope: 'global',
    frequency: { seconds: 30 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 10 },
    fn: signal => runner.runNewcomers(signal),
  });
}
