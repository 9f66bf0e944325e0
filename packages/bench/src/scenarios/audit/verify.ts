import { spawn } from 'child_process';
import { once } from 'events';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { fillAudit } from '../../harness/audit/fillAudit';
import { flipByte } from '../../harness/audit/flipByte';
import { openAudit } from '../../harness/audit/openAudit';
import { sealLog } from '../../harness/audit/sealLog';
import { writeChain } from '../../harness/audit/writeChain';
import { check, checkEqual } from '../../harness/check';
import type { Figure } from '../../harness/Figure';
import { median } from '../../harness/measure';
import type { Scenario, ScenarioContext } from '../Scenario';

const LEAST = 50_000;
const RUNS = 3;

interface Verdict {
  ok: boolean;
  records: number;
}

const command = join(
  dirname(require.resolve('@daytwo/audit-verify/package.json')),
  'bin/audit-verify.js',
);

/** Runs the command as auditors do: a process of its own that has the file and nothing else. */
async function verifyFile(path: string) {
  const began = performance.now();
  const child = spawn(process.execPath, [command, path, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  const [code] = await once(child, 'close');
  const ms = performance.now() - began;
  const text = Buffer.concat(chunks).toString();
  check(code < 2, `The verifier could not read the export`);
  return { code, ms, verdict: JSON.parse(text) as Verdict };
}

async function measure(path: string, records: number, runs: number) {
  const took: number[] = [];
  for (let n = 0; n < runs; n++) {
    const { code, ms, verdict } = await verifyFile(path);
    checkEqual('Exit status for what is right', code, 0);
    checkEqual('Records verified', verdict.records, records);
    took.push(ms);
  }
  return median(took);
}

async function prepare(context: ScenarioContext, path: string) {
  const { database, databases, seed, small, progress } = context;
  const records = small ? 3000 : { pg: 500_000, sqlite: 100_000 }[database];
  const place = await databases.place(database);
  const knex = await openAudit(place);
  try {
    await fillAudit({ knex, seed, records, until: Date.now(), progress });
    const keys = await sealLog(knex, small ? 500 : undefined);
    await writeChain({ knex, keys }, path);
    return records;
  } finally {
    await knex.destroy();
    await place.remove();
  }
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, small, progress } = context;
  const folder = mkdtempSync(join(tmpdir(), 'daytwo-bench-verify-'));
  const path = join(folder, 'export.ndjson');
  try {
    const records = await prepare(context, path);
    progress(`${records} records`);
    const ms = await measure(path, records, small ? 1 : RUNS);
    await flipByte(path);
    const flipped = await verifyFile(path);
    checkEqual('Exit status where a byte was flipped', flipped.code, 1);
    return [
      {
        name: 'offline verification, records/s',
        database,
        measured: (records / ms) * 1000,
        unit: '1/s',
        target: { least: LEAST },
        detail: `${records} records, from the start of the process to its end, median of ${
          small ? 1 : RUNS
        }; a flipped byte is found`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The offline verifier on an export of the whole log. */
export const verify: Scenario = {
  name: 'verify',
  databases: ['pg', 'sqlite'],
  run,
};
