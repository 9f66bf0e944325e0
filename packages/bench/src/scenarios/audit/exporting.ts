import { fillAudit } from '../../harness/audit/fillAudit';
import { openAudit } from '../../harness/audit/openAudit';
import { overIdle } from '../../harness/audit/overIdle';
import { readExport } from '../../harness/audit/readExport';
import { checkEqual } from '../../harness/check';
import type { Figure } from '../../harness/Figure';
import { percentile } from '../../harness/measure';
import type { MemoryCurve } from '../../server/audit/protocol';
import {
  withAuditServer,
  type AuditServer,
} from '../../server/audit/startServer';
import type { Scenario, ScenarioContext } from '../Scenario';

const LEAST = 20_000;
const MEGABYTE = 1_000_000;
/** What the memory of a process may differ by between two times. */
const FLAT_MB = 32;

const formats = ['ndjson', 'ocsf', 'csv'] as const;
type Format = (typeof formats)[number];

/**
 * What collections of the heap bring it down to, in a quarter of the time: what
 * stays raises it, what waits to be collected does not. The first quarter is
 * for a heap to grow to its size.
 */
function floorOf(samples: readonly number[], quarter: 2 | 4): number {
  const size = samples.length / 4;
  const from = Math.floor((quarter - 1) * size);
  return percentile(samples.slice(from, Math.ceil(quarter * size)), 10);
}

function memory(
  { database }: ScenarioContext,
  format: Format,
  curve: MemoryCurve,
): Figure {
  const { samples } = curve;
  const early = floorOf(samples, 2);
  const late = floorOf(samples, 4);
  const over = overIdle(curve) / MEGABYTE;
  return {
    name: `export as ${format}, memory of its last quarter over its second`,
    database,
    measured: Math.max(0, late - early) / MEGABYTE,
    unit: 'MB',
    target: { most: FLAT_MB },
    detail: `${over.toFixed(0)} MB over idle at most`,
  };
}

async function measure(
  context: ScenarioContext,
  { server, format, records }: Exported,
): Promise<Figure[]> {
  await server.command('startMemory');
  const found = await readExport(server, format);
  const curve = await server.command('stopMemory');
  // The one that tells of this export may be there, and of those before.
  checkEqual(`Records exported as ${format}`, found.records >= records, true);
  return [
    {
      name: `export as ${format}, records/s`,
      database: context.database,
      measured: (found.records / found.ms) * 1000,
      unit: '1/s',
      target: { least: LEAST },
      detail: `${found.records} records, ${(found.bytes / MEGABYTE).toFixed(
        0,
      )} MB over HTTP`,
    },
    memory(context, format, curve),
  ];
}

interface Exported {
  server: AuditServer;
  format: Format;
  records: number;
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const records = small ? 3000 : { pg: 1_000_000, sqlite: 200_000 }[database];
  const place = await databases.place(database);
  try {
    const knex = await openAudit(place);
    await fillAudit({ knex, seed, records, until: Date.now(), progress });
    await knex.destroy();
    return await withAuditServer({ place, seed }, async server => {
      const figures: Figure[] = [];
      // A heap grows to its size with the first work, whatever that is.
      await readExport(server, 'ocsf');
      for (const format of formats) {
        progress(format);
        const exported = { server, format, records };
        figures.push(...(await measure(context, exported)));
      }
      return figures;
    });
  } finally {
    await place.remove();
  }
}

/** Everything that is in the log, out of it, over HTTP. */
export const exporting: Scenario = {
  name: 'export',
  databases: ['pg', 'sqlite'],
  run,
};
