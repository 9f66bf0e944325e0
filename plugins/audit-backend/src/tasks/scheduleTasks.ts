import type {
  SchedulerServiceTaskFunction,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Parts } from '../assemble';
import type { AuditServices } from '../services';

type Task = Pick<SchedulerServiceTaskScheduleDefinition, 'frequency'> & {
  id: string;
  run: SchedulerServiceTaskFunction;
};

const ABANDONED_AT_ONCE = 500;
/** A spool may lie on a disk for so long, and still be put in once. */
const KEEP_BATCHES_MS = 30 * 86_400_000;

/** Repeats what says whether there may be more. */
async function all(
  step: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && (await step())) {
    // There is more.
  }
}

function tasksOf(judge: string, { settings, log, ...parts }: Parts): Task[] {
  const { alerts, catalogWatcher, seal, streams, usage } = parts;
  return [
    {
      id: 'audit-seal',
      frequency: { seconds: 10 },
      run: async signal => {
        try {
          await all(() => seal.sealer.step(), signal);
        } finally {
          await seal.anchoring.run(); // of what is sealed, whatever is not
        }
      },
    },
    {
      id: 'audit-abandoned',
      frequency: { minutes: 1 },
      run: async signal => {
        await all(async () => {
          const before = Date.now() - settings.abandonAfterMs;
          const taken = await log.takeAbandoned(before, ABANDONED_AT_ONCE);
          return taken === ABANDONED_AT_ONCE;
        }, signal);
        const { deadAfterMs, abandonAfterMs: lostAfterMs } = settings;
        const dead = { judge, deadAfterMs, lostAfterMs };
        await all(() => log.takeDead(dead), signal);
      },
    },
    {
      id: 'audit-tidy',
      frequency: { hours: 12 },
      run: async () => {
        await log.ensurePartitions(Date.now());
        await log.forgetBatches(Date.now() - KEEP_BATCHES_MS);
      },
    },
    {
      id: 'audit-retention',
      frequency: { hours: 6 },
      run: async () => {
        await seal.retention?.run();
      },
    },
    {
      id: 'audit-usage',
      frequency: { seconds: 10 },
      run: signal => all(() => usage.tally.step(), signal),
    },
    {
      id: 'audit-alerts',
      frequency: { seconds: 5 },
      run: async signal => {
        await all(() => alerts.watcher.step(), signal);
        await alerts.teller.step();
      },
    },
    {
      id: 'audit-catalog',
      frequency: { minutes: 1 },
      run: signal => catalogWatcher.look(signal),
    },
    ...streams.map(
      (stream, n): Task => ({
        id: `audit-stream-${settings.streams[n].name}`,
        frequency: { seconds: 2 },
        run: signal => stream.run(signal),
      }),
    ),
  ];
}

/** One replica at a time does each. */
export async function scheduleTasks(
  { capture, scheduler }: Pick<AuditServices, 'capture' | 'scheduler'>,
  parts: Parts,
): Promise<void> {
  for (const { id, frequency, run } of tasksOf(capture.writer.name, parts)) {
    await scheduler.scheduleTask({
      id,
      frequency,
      timeout: { minutes: 10 },
      initialDelay: { seconds: 2 },
      fn: run,
    });
  }
}
