import type {
  AuditRecord,
  AuditStatus,
  RecordHistogram,
  RecordRow,
} from '@daytwo/backstage-plugin-audit-common';
import type { AuditInput } from '../src/api';
import type { FakeAnswers } from '../src/__testUtils__/fakeApi';
import { someHold, someUsage } from '../src/__testUtils__/records';
import { inventedRecord, rowOf } from './inventedRecords';
import { BLOCK_SIZE, keyId, publicKeyPem, sealAndProve } from './inventedSeal';

const began = Date.now();
const AT_FIRST = 20_000;
const EVERY_MS = 4_000;
const UNSEALED = 15;

/** The log grows while one looks. */
const lastSeq = () => AT_FIRST + Math.floor((Date.now() - began) / EVERY_MS);
const sealedSeq = () =>
  Math.floor((lastSeq() - UNSEALED) / BLOCK_SIZE) * BLOCK_SIZE;

const known = new Map<number, AuditRecord>();

function recordAt(seq: number): AuditRecord {
  const record =
    known.get(seq) ??
    (seq <= AT_FIRST
      ? inventedRecord(seq, { last: AT_FIRST, now: began })
      : inventedRecord(seq, { last: seq, now: Date.now() }));
  known.set(seq, record);
  return record;
}

type Query = NonNullable<AuditInput<'listRecords'>['query']>;
const listOf = (value: string | string[] | undefined) => [value ?? []].flat();
const isIn = (values: string[], ...found: string[]) =>
  values.length === 0 || found.some(value => values.includes(value));

function matches(record: AuditRecord, query: Query): boolean {
  const { plugin, event, action } = record;
  const name = `${plugin}.${event}`;
  return (
    (query.noise === 'true' || !record.noise) &&
    isIn(listOf(query.actor), ...record.actors.map(({ ref }) => ref)) &&
    isIn(listOf(query.entity), ...(record.entities ?? [])) &&
    isIn(listOf(query.plugin), plugin) &&
    isIn(listOf(query.event), name, `${name}.${action}`) &&
    isIn(listOf(query.outcome), record.outcome) &&
    isIn(listOf(query.severity), record.severity) &&
    isIn(listOf(query.source), record.source) &&
    (!query.correlation || record.correlationId === query.correlation) &&
    (!query.from || record.at >= query.from) &&
    (!query.to || record.at < query.to) &&
    (!query.q || JSON.stringify(record).includes(query.q))
  );
}

function listRecords({ query = {} }: AuditInput<'listRecords'>) {
  const items: RecordRow[] = [];
  const limit = Number(query.limit ?? 100);
  let seq = query.cursor ? Number(query.cursor) : lastSeq();
  for (; seq > 0 && items.length < limit; seq -= 1) {
    const record = recordAt(seq);
    if (matches(record, query)) {
      items.push(rowOf(record, sealedSeq()));
    }
  }
  return {
    items,
    lastSeq: lastSeq(),
    restricted: false,
    ...(seq > 0 && { nextCursor: `${seq}` }),
  };
}

function getHistogram({
  query = {},
}: AuditInput<'getHistogram'>): RecordHistogram {
  const to = query.to ? Date.parse(query.to) : Date.now();
  const from = query.from ? Date.parse(query.from) : Date.parse(recordAt(1).at);
  const count = Number(query.buckets ?? 60);
  const bucketMs = Math.max(Math.ceil((to - from) / count), 1_000);
  const buckets = Array.from({ length: count }, (_, index) => ({
    at: new Date(from + index * bucketMs).toISOString(),
    succeeded: 0,
    failed: 0,
    denied: 0,
    abandoned: 0,
  }));
  for (let seq = lastSeq(); seq > 0; seq -= 1) {
    const record = recordAt(seq);
    const index = Math.floor((Date.parse(record.at) - from) / bucketMs);
    if (buckets[index] && matches(record, query as Query)) {
      buckets[index][record.outcome] += 1;
    }
  }
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    bucketMs,
    buckets,
  };
}

function blockOf(seq: number): AuditRecord[] {
  const first = Math.floor((seq - 1) / BLOCK_SIZE) * BLOCK_SIZE + 1;
  return Array.from({ length: BLOCK_SIZE }, (_, i) => recordAt(first + i));
}

async function getRecord({ params }: AuditInput<'getRecord'>) {
  const record = recordAt(params?.seq ?? 1);
  const isSealed = record.seq <= sealedSeq();
  return {
    record,
    body: JSON.stringify(record),
    ...(isSealed && {
      block: (await sealAndProve(blockOf(record.seq), record.seq)).block,
    }),
  } as never;
}

function getRelated({ params }: AuditInput<'getRelated'>) {
  const seq = params?.seq ?? 1;
  const { correlationId } = recordAt(seq);
  const near = Array.from({ length: 9 }, (_, i) => seq - 4 + i)
    .filter(other => other > 0 && other <= lastSeq())
    .map(other => rowOf(recordAt(other), sealedSeq()));
  return {
    correlation: near.filter(row => row.correlationId === correlationId),
    entities: near.filter(row => row.entities.length > 0),
  };
}

async function getStatus(): Promise<AuditStatus> {
  return {
    capture: { state: 'working', spooled: 0, waiting: 0 },
    log: {
      lastSeq: lastSeq(),
      lastAt: recordAt(lastSeq()).at,
      firstKeptSeq: 1,
    },
    seal: {
      lastBlock: sealedSeq() / BLOCK_SIZE,
      lastSealedSeq: sealedSeq(),
      sealedAt: recordAt(sealedSeq()).at,
      unsealed: lastSeq() - sealedSeq(),
    },
    keys: [
      {
        id: await keyId(),
        publicKey: await publicKeyPem(),
        since: recordAt(1).at,
        active: true,
        source: 'generated',
      },
      {
        id: 'fedcba9876543210',
        publicKey: 'retired',
        since: '2025-06-01T08:00:00.000Z',
        active: false,
        retiredAt: recordAt(1).at,
        source: 'config',
      },
    ],
    streams: [{ name: 'siem', lag: 12, updatedAt: recordAt(lastSeq()).at }],
  };
}

const suggestions = {
  actor: ['user:default/dana', 'user:default/ada', 'agent:claude-desktop'],
  entity: ['component:default/payments-api', 'component:default/ledger'],
  plugin: ['auth', 'catalog', 'mcp-actions', 'scaffolder'],
  event: ['auth.sign-in', 'catalog.entity-mutate', 'scaffolder.task.create'],
};

const holds = [
  someHold(),
  someHold({
    id: 'h-0',
    title: 'Inquiry of the bank',
    filter: {},
    releasedBy: 'user:default/priya',
    releasedAt: '2026-03-01T10:00:00.000Z',
  }),
];

/** Twenty thousand invented records, searched, sealed and proved for real. */
export const inventedAnswers: FakeAnswers = {
  listRecords,
  getHistogram,
  getRecord,
  getRelated,
  getProof: ({ params }) => {
    const seq = params?.seq ?? 1;
    return sealAndProve(blockOf(seq), seq);
  },
  getStatus,
  suggest: ({ query }) => ({
    items: suggestions[query?.of ?? 'actor'].filter(value =>
      value.includes(query?.q ?? ''),
    ),
  }),
  verify: async ({ body = {} }) => {
    await new Promise(resolve => setTimeout(resolve, 400));
    const { fromBlock = 1, toBlock = 1 } = body;
    const blocks = toBlock - fromBlock + 1;
    return {
      blocks,
      records: blocks * BLOCK_SIZE,
      unsealed: lastSeq() - sealedSeq(),
      pruned: 0,
      problems: [],
      tookMs: 400,
    };
  },
  getUsage: () => someUsage,
  listHolds: () => ({ items: [...holds] }),
  createHold: ({ body }) => {
    const hold = someHold({
      id: `h-${holds.length + 1}`,
      title: body?.title,
      filter: { ...body?.filter },
      createdAt: new Date().toISOString(),
    });
    holds.unshift(hold);
    return hold;
  },
  releaseHold: ({ params }) => {
    const hold = holds.find(({ id }) => id === params?.id) ?? holds[0];
    const releasedAt = new Date().toISOString();
    return Object.assign(hold, { releasedBy: 'user:default/ada', releasedAt });
  },
};
