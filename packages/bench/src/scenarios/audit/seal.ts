import { checkEqual } from '../../harness/check';
import { readStatus, waitUntilStored } from '../../harness/audit/status';
import type { Figure } from '../../harness/Figure';
import type { Cost } from '../../server/audit/protocol';
import {
  withAuditServer,
  type AuditServer,
} from '../../server/audit/startServer';
import type { Verification } from '@daytwo/backstage-plugin-audit-common';
import { setTimeout } from 'timers/promises';
import type { Scenario, ScenarioContext } from '../Scenario';

const AT_ONCE = 200;
const ROUNDS = 3;
const MOST_CPU = 5;
const SEAL_EVERY_MS = 1000;

interface Sizes {
  /** Records of a block. */
  block: number;
  /** Records that are captured before any is sealed. */
  waiting: number;
  /** Records that are captured meanwhile. */
  meanwhile: number;
}

function sizesOf(small: boolean): Sizes {
  return small
    ? { block: 100, waiting: 400, meanwhile: 400 }
    : { block: 10_000, waiting: 40_000, meanwhile: 40_000 };
}

function capture(
  server: AuditServer,
  first: number,
  events: number,
): Promise<Cost> {
  const load = { first, events, atOnce: AT_ONCE } as const;
  return server.command('drive', { auditor: 'daytwo', ...load });
}

/** Seals now and then until all is captured. @returns how many waited at the end */
async function sealMeanwhile(
  server: AuditServer,
  captured: Promise<Cost>,
): Promise<number> {
  let going = true;
  const ended = captured.finally(() => {
    going = false;
  });
  while (going) {
    await server.command('trigger', 'audit-seal');
    await Promise.race([setTimeout(SEAL_EVERY_MS), ended]);
  }
  await server.command('trigger', 'audit-seal');
  return (await readStatus(server)).seal.unsealed;
}

/** One after the other, so that each has its own processor time. */
async function measure(server: AuditServer, first: number, events: number) {
  const captured = await capture(server, first, events);
  await waitUntilStored(server);
  const before = (await readStatus(server)).seal;
  const sealed = await server.command('trigger', 'audit-seal');
  const { lastSealedSeq, lastBlock } = (await readStatus(server)).seal;
  const records = lastSealedSeq - before.lastSealedSeq;
  const blocks = lastBlock - before.lastBlock;
  return {
    captured: { ...captured, records: events },
    sealed: { ...sealed, records, blocks },
  };
}

type Measured = Awaited<ReturnType<typeof measure>>;

const sum = <T extends Record<keyof T, number>>(one: T, other: T): T =>
  Object.fromEntries(
    Object.entries<number>(one).map(([key, value]) => [
      key,
      value + other[key as keyof T],
    ]),
  ) as T;

/** Round after round, as a backend works for months: the first warms up. */
async function measureRounds(
  server: AuditServer,
  events: number,
): Promise<Measured> {
  await measure(server, 0, events);
  let all = await measure(server, events, events);
  for (let round = 2; round <= ROUNDS; round++) {
    const { captured, sealed } = await measure(server, round * events, events);
    all = {
      captured: sum(all.captured, captured),
      sealed: sum(all.sealed, sealed),
    };
  }
  return all;
}

async function checkChain(server: AuditServer): Promise<void> {
  const found = await server.json<Verification>({
    path: '/audit/v1/verify',
    method: 'POST',
    body: {},
  });
  checkEqual('Problems of the chain', found.problems, []);
}

type Work = Cost & { records: number };
const perSecond = ({ records, ms }: Work) => (records / ms) * 1000;
const cpuOf = ({ records, cpuMs }: Work) => (cpuMs / records) * 1000;

function figures(
  { database }: ScenarioContext,
  measured: Measured,
  unsealed: number,
): Figure[] {
  const { captured, sealed } = measured;
  const detail = `${sealed.records} records in ${sealed.blocks} blocks`;
  return [
    {
      name: 'sealing, records/s; peer: captured',
      database,
      measured: perSecond(sealed),
      unit: '1/s',
      target: { least: Math.round(perSecond(captured)) },
      peer: perSecond(captured),
      ratio: perSecond(sealed) / perSecond(captured),
      detail: `${detail}; ${unsealed} not sealed right after as many were captured while it sealed`,
    },
    {
      name: 'sealing, processor time of that of capture',
      database,
      measured: (cpuOf(sealed) / cpuOf(captured)) * 100,
      unit: '%',
      target: { most: MOST_CPU },
      detail: `${detail}; ${cpuOf(sealed).toFixed(1)} µs and ${cpuOf(
        captured,
      ).toFixed(1)} µs per record, of the backend`,
    },
  ];
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const sizes = sizesOf(small);
  const place = await databases.place(database);
  try {
    const options = { place, seed, sealEvery: sizes.block };
    return await withAuditServer(options, async server => {
      const { waiting, meanwhile } = sizes;
      progress(`${waiting} records, then their seal, ${ROUNDS + 1} times`);
      const measured = await measureRounds(server, waiting);
      progress(`${meanwhile} records while it seals`);
      const first = (ROUNDS + 1) * waiting;
      const captured = capture(server, first, meanwhile);
      const unsealed = await sealMeanwhile(server, captured);
      await checkChain(server);
      return figures(context, measured, unsealed);
    });
  } finally {
    await place.remove();
  }
}

/** Whether blocks are made as fast as records come, and at what cost. */
export const seal: Scenario = {
  name: 'seal',
  databases: ['pg', 'sqlite'],
  run,
};
