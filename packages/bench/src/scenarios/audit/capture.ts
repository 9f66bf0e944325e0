import { checkEvents } from '../../harness/audit/checkEvents';
import { waitUntilStored } from '../../harness/audit/status';
import type { Figure } from '../../harness/Figure';
import { percentile } from '../../harness/measure';
import type { AuditorName, Waits } from '../../server/audit/protocol';
import {
  withAuditServer,
  type AuditServer,
} from '../../server/audit/startServer';
import type { Scenario, ScenarioContext } from '../Scenario';

const AT_ONCE = 200;
const PER_SECOND = 1000;
const ADDED_MS = 5;
const SUSTAINED = { pg: 2000, sqlite: 1000 };
const FIRST_OF_OTHERS = 10_000_000;

interface Sizes {
  warmUp: number;
  sustained: number;
  paced: number;
}

function sizesOf({ small, database }: ScenarioContext): Sizes {
  if (small) {
    return { warmUp: 50, sustained: 500, paced: 300 };
  }
  const sustained = database === 'pg' ? 40_000 : 20_000;
  return { warmUp: 2000, sustained, paced: 15_000 };
}

/** Drives an auditor; only events of ours end up in the log. */
class Run {
  reported = 0;

  constructor(readonly server: AuditServer, readonly auditor: AuditorName) {}

  async perSecond(events: number): Promise<number> {
    const load = { ...this.#next(events), atOnce: AT_ONCE };
    const { ms } = await this.server.command('drive', load);
    return (events / ms) * 1000;
  }

  paced(events: number): Promise<Waits> {
    const load = { ...this.#next(events), perSecond: PER_SECOND };
    return this.server.command('pace', load);
  }

  #next(events: number) {
    const from = this.auditor === 'daytwo' ? 0 : FIRST_OF_OTHERS;
    const first = from + this.reported;
    this.reported += events;
    return { auditor: this.auditor, first, events };
  }
}

async function measure(driven: Run, sizes: Sizes) {
  await driven.perSecond(sizes.warmUp);
  const perSecond = await driven.perSecond(sizes.sustained);
  await waitUntilStored(driven.server);
  const waits = await driven.paced(sizes.paced);
  await waitUntilStored(driven.server);
  return { perSecond, waits };
}

type Measured = Awaited<ReturnType<typeof measure>>;

function whole({ start, outcome }: Waits): number[] {
  return start.map((ms, n) => ms + outcome[n]);
}

function latency(
  context: ScenarioContext,
  what: string,
  [ours, peer]: [number[], number[]],
  target?: number,
): Figure {
  const p95 = percentile(ours, 95);
  const without = percentile(peer, 95);
  return {
    name: `${what}, p95 added at ${PER_SECOND} events/s`,
    database: context.database,
    measured: p95 - without,
    unit: 'ms',
    ...(target !== undefined && { target: { most: target } }),
    detail: `${ours.length} events; ${p95.toFixed(2)} ms, ${without.toFixed(
      2,
    )} ms with the default auditor; p50 ${percentile(ours, 50).toFixed(
      2,
    )}, p99 ${percentile(ours, 99).toFixed(2)} ms`,
  };
}

function figures(
  context: ScenarioContext,
  { ours, peer, detail }: { ours: Measured; peer: Measured; detail: string },
): Figure[] {
  const { database } = context;
  const both = (of: (waits: Waits) => number[]): [number[], number[]] => [
    of(ours.waits),
    of(peer.waits),
  ];
  return [
    {
      name: 'sustained capture, events/s',
      database,
      measured: ours.perSecond,
      unit: '1/s',
      target: { least: SUSTAINED[database] },
      peer: peer.perSecond,
      ratio: ours.perSecond / peer.perSecond,
      detail,
    },
    latency(
      context,
      'start of an action',
      both(w => w.start),
      ADDED_MS,
    ),
    latency(
      context,
      'outcome of an action',
      both(w => w.outcome),
      ADDED_MS,
    ),
    latency(context, 'both together', both(whole)),
  ];
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, progress } = context;
  const sizes = sizesOf(context);
  const place = await databases.place(database);
  try {
    return await withAuditServer({ place, seed }, async server => {
      progress('the auditor that only logs');
      const peer = await measure(new Run(server, 'default'), sizes);
      progress('the auditor that captures');
      const driven = new Run(server, 'daytwo');
      const ours = await measure(driven, sizes);
      const { length } = await checkEvents(place, driven.reported);
      const detail = `${sizes.sustained} events, ${AT_ONCE} at once, of ${length} characters; peer: the default auditor, which only logs`;
      return figures(context, { ours, peer, detail });
    });
  } finally {
    await place.remove();
  }
}

/** What the auditor service takes, and what those who act wait for it. */
export const capture: Scenario = {
  name: 'capture',
  databases: ['pg', 'sqlite'],
  run,
};
