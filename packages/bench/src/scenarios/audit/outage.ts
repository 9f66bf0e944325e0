import { checkEvents } from '../../harness/audit/checkEvents';
import { overIdle } from '../../harness/audit/overIdle';
import { waitUntilStored } from '../../harness/audit/status';
import type { DataPlace } from '../../harness/BenchDatabase';
import type { Figure } from '../../harness/Figure';
import { Gate } from '../../harness/Gate';
import { percentile, timed } from '../../harness/measure';
import type { Waits } from '../../server/audit/protocol';
import {
  withAuditServer,
  type AuditServer,
} from '../../server/audit/startServer';
import type { Scenario, ScenarioContext } from '../Scenario';

const MEGABYTE = 1_000_000;
const MOST_MB = 200;
/** As many as are captured at least: more would come than goes. */
const LEAST_A_SECOND = 2000;
/** What is reported while the database is there. */
const BEFORE = 2000;

interface Outage {
  waits: Waits;
  /** Until all of it was in the log, from when the database was back, ms. */
  caughtUpMs: number;
  /** Memory over idle, bytes. */
  over: number;
}

async function measure(
  server: AuditServer,
  gate: Gate,
  { events, perSecond }: { events: number; perSecond: number },
): Promise<Outage> {
  const load = { auditor: 'daytwo', perSecond } as const;
  await server.command('pace', { ...load, first: 0, events: BEFORE });
  await waitUntilStored(server);
  await server.command('startMemory');
  gate.shut();
  const waits = await server.command('pace', {
    ...load,
    first: BEFORE,
    events,
  });
  gate.open();
  const caughtUpMs = await timed(() => waitUntilStored(server));
  const over = overIdle(await server.command('stopMemory'));
  return { waits, caughtUpMs, over };
}

/** The same database, through a gate. */
function placeBehind(place: DataPlace, port: number): DataPlace {
  const connection = { ...(place.config.connection as object), port };
  return { ...place, config: { ...place.config, connection } };
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const [seconds, perSecond] = small ? [5, 200] : [600, 500];
  const events = seconds * perSecond;
  const place = await databases.place(database);
  const gate = await Gate.start(
    place.config.connection as { host: string; port: number },
  );
  try {
    progress(`no database for ${seconds} s`);
    const options = { place: placeBehind(place, gate.port), seed };
    const outage = await withAuditServer(options, server =>
      measure(server, gate, { events, perSecond }),
    );
    await checkEvents(place, BEFORE + events);
    const { waits, caughtUpMs, over } = outage;
    const p95 = (of: number[]) => percentile(of, 95).toFixed(1);
    return [
      {
        name: `no database for ${seconds} s, memory over idle`,
        database,
        measured: Math.round(over / MEGABYTE),
        unit: 'MB',
        target: { most: MOST_MB },
        detail: `${events} events, ${perSecond} a second, each of them in the log once in the end; p95 waits meanwhile: start ${p95(
          waits.start,
        )} ms, outcome ${p95(waits.outcome)} ms`,
      },
      {
        name: 'after it, events/s brought to the log from disk',
        database,
        measured: (events / caughtUpMs) * 1000,
        unit: '1/s',
        target: { least: LEAST_A_SECOND },
        detail: `all of them ${(caughtUpMs / 1000).toFixed(
          1,
        )} s after it was back`,
      },
    ];
  } finally {
    await gate.stop();
    await place.remove();
  }
}

/** The database goes away while everybody works on. */
export const outage: Scenario = {
  name: 'outage',
  databases: ['pg'],
  run,
};
