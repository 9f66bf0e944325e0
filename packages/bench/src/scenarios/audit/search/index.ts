import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { readBodies } from '../../../auditInternals';
import { fillAudit } from '../../../harness/audit/fillAudit';
import { openAudit } from '../../../harness/audit/openAudit';
import type { Figure } from '../../../harness/Figure';
import { withAuditServer } from '../../../server/audit/startServer';
import type { Scenario, ScenarioContext } from '../../Scenario';
import { allFilters, type Known } from './filters';
import { measureSearch } from './measureSearch';
import { appendLive, lengthOf, sizeOf } from './sizes';

const RECORDS = 10_000_000;
const SQLITE_RECORDS = 200_000;
const SMALL_RECORDS = 2500;
const MOST_BYTES = 700;

interface Filled extends Known {
  records: number;
  /** Newest first; where there are few. */
  all?: AuditRecord[];
  sizes: Figure[];
}

function recordsOf({ small, database }: ScenarioContext): number {
  if (small) {
    return SMALL_RECORDS;
  }
  return database === 'pg'
    ? Number(process.env.BENCH_AUDIT_RECORDS ?? RECORDS)
    : SQLITE_RECORDS;
}

function bytesFigure(
  { database }: ScenarioContext,
  what: string,
  { bytes, records, length }: Record<'bytes' | 'records' | 'length', number>,
): Figure {
  return {
    name: `bytes per record with indexes, ${what}`,
    database,
    measured: bytes / records,
    unit: 'B',
    ...(database === 'pg' && { target: { most: MOST_BYTES } }),
    detail: `${records} records of ${length} characters`,
  };
}

/** Records of a year, and some that are written as in use. */
async function fill(context: ScenarioContext, knex: Knex): Promise<Filled> {
  const { seed, progress } = context;
  const filled = recordsOf(context);
  const live = Math.ceil(filled / (context.database === 'pg' ? 50 : 10));
  const before = await sizeOf(knex);
  const until = Date.now();
  await fillAudit({ knex, seed, records: filled, until, progress });
  const then = await sizeOf(knex);
  progress(`${live} records more, as in use`);
  await appendLive(knex, { seed, first: filled + 1, count: live });
  const after = await sizeOf(knex);
  const records = filled + live;
  const length = await lengthOf(knex);
  const sizes = [
    bytesFigure(context, 'a year', {
      ...{ bytes: after - before, records, length },
    }),
    bytesFigure(context, 'the newest', {
      ...{ bytes: after - then, records: live, length },
    }),
  ];
  const known = await knownOf(knex, records, context.small);
  return { records, sizes, ...known };
}

async function knownOf(knex: Knex, records: number, small: boolean) {
  const middle = Math.ceil(records / 2);
  const bodies: string[] = [];
  const [from, to] = small ? [1, records] : [middle, middle];
  for await (const { body } of readBodies(knex, from, to)) {
    bodies.push(body);
  }
  const read = bodies.map(body => JSON.parse(body) as AuditRecord);
  const one = read.find(({ seq }) => seq === middle);
  return {
    correlation: one?.correlationId ?? '',
    until: Date.now(),
    ...(small && { all: read.reverse() }),
  };
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, progress } = context;
  const place = await databases.place(database);
  try {
    const knex = await openAudit(place);
    const { sizes, ...filled } = await fill(context, knex);
    await knex.destroy();
    return await withAuditServer({ place, seed }, async server => {
      progress('searches');
      const filters = allFilters(filled);
      const options = { server, filters, ...filled };
      return [...(await measureSearch(context, options)), ...sizes];
    });
  } finally {
    await place.remove();
  }
}

/** Finding records among very many. */
export const search: Scenario = {
  name: 'search',
  databases: ['pg', 'sqlite'],
  run,
};
