import { checkEvents } from '../../harness/audit/checkEvents';
import { openAudit } from '../../harness/audit/openAudit';
import { waitUntilStored } from '../../harness/audit/status';
import type { Figure } from '../../harness/Figure';
import { timed } from '../../harness/measure';
import {
  withAuditServer,
  type AuditServer,
} from '../../server/audit/startServer';
import type { Scenario, ScenarioContext } from '../Scenario';

const MEGABYTE = 1_000_000;
const MOST_MB = 200;

async function measure(server: AuditServer, warmUp: number, events: number) {
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
  const { idle, samples } = await server.command('stopMemory');
  return { ms, over: Math.max(...samples) - idle, idle };
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const [warmUp, events] = small ? [50, 1000] : [2000, 50_000];
  const place = await databases.place(database);
  try {
    return await withAuditServer({ place, seed }, async server => {
      progress(`${events} events at once`);
      const { ms, over, idle } = await measure(server, warmUp, events);
      const knex = await openAudit(place);
      await checkEvents(knex, warmUp + events);
      await knex.destroy();
      return [
        {
          name: 'burst, memory over idle',
          database,
          measured: over / MEGABYTE,
          unit: 'MB',
          target: { most: MOST_MB },
          detail: `${events} events at once, all of them in the log after ${(
            ms / 1000
          ).toFixed(1)} s; idle ${(idle / MEGABYTE).toFixed(0)} MB`,
        },
      ];
    });
  } finally {
    await place.remove();
  }
}

/** Very many events in the same instant. */
export const burst: Scenario = {
  name: 'burst',
  databases: ['pg', 'sqlite'],
  run,
};
