import { checkEvents } from '../../harness/audit/checkEvents';
import { overIdle } from '../../harness/audit/overIdle';
import { waitUntilStored } from '../../harness/audit/status';
import type { Figure } from '../../harness/Figure';
import { median, timed } from '../../harness/measure';
import {
  withAuditServer,
  type AuditServer,
} from '../../server/audit/startServer';
import type { Scenario, ScenarioContext } from '../Scenario';

const MEGABYTE = 1_000_000;
const MOST_MB = 200;

/** Memory is given back when the engine sees fit, so one burst says little. */
const BURSTS = 3;

interface Burst {
  ms: number;
  /** Bytes. */
  over: number;
  idle: number;
}

async function measure(
  server: AuditServer,
  warmUp: number,
  events: number,
): Promise<Burst> {
  const auditor = 'daytwo';
  await server.command('drive', {
    ...{ auditor, first: 0, events: warmUp, atOnce: 20 },
  });
  await waitUntilStored(server);
  await server.command('startMemory');
  const load = { auditor, first: warmUp, events, atOnce: events } as const;
  const ms = await timed(async () => {
    await server.command('drive', load);
    await waitUntilStored(server);
  });
  const curve = await server.command('stopMemory');
  return { ms, over: overIdle(curve), idle: curve.idle };
}

/** One on a backend and a database of its own. */
async function burstOf(
  { database, databases, seed }: ScenarioContext,
  warmUp: number,
  events: number,
): Promise<Burst> {
  const place = await databases.place(database);
  try {
    return await withAuditServer({ place, seed }, async server => {
      const measured = await measure(server, warmUp, events);
      await checkEvents(place, warmUp + events);
      return measured;
    });
  } finally {
    await place.remove();
  }
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, small, progress } = context;
  const [warmUp, events] = small ? [50, 1000] : [2000, 50_000];
  const bursts: Burst[] = [];
  while (bursts.length < BURSTS) {
    progress(`${events} events at once`);
    bursts.push(await burstOf(context, warmUp, events));
  }
  const megabytes = (of: (burst: Burst) => number) =>
    bursts.map(burst => Math.round(of(burst) / MEGABYTE));
  const over = megabytes(burst => burst.over);
  const seconds = Math.max(...bursts.map(({ ms }) => ms)) / 1000;
  return [
    {
      name: 'burst, memory over idle',
      database,
      measured: median(over),
      unit: 'MB',
      target: { most: MOST_MB },
      detail: `${events} events at once, all of them in the log after ${seconds.toFixed(
        1,
      )} s at most; median of ${over.join(', ')} MB; idle ${Math.max(
        ...megabytes(burst => burst.idle),
      )} MB at most`,
    },
  ];
}

/** Very many events in the same instant. */
export const burst: Scenario = {
  name: 'burst',
  databases: ['pg', 'sqlite'],
  run,
};
