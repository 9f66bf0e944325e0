import type {
  AuditRecord,
  AuditStatus,
  LegalHold,
  RecordDetail,
  RecordHistogram,
  RecordList,
  RecordRow,
  Usage,
} from '@daytwo/backstage-plugin-audit-common';

/** The moment that the examples end at. @internal */
export const exampleNow = Date.parse('2026-03-02T09:12:04Z');

const dana = { type: 'user', ref: 'user:default/dana' } as const;

/** One row, with what a test says of it. @internal */
export function someRow(row: Partial<RecordRow> & { seq: number }): RecordRow {
  const at = new Date(exampleNow - (1_000 - row.seq) * 60_000).toISOString();
  return {
    at,
    startedAt: at,
    durationMs: 14_000,
    plugin: 'scaffolder',
    event: 'task',
    action: 'create',
    severity: 'medium',
    outcome: 'succeeded',
    source: 'auditor',
    actors: [dana, { type: 'plugin', ref: 'plugin:scaffolder' }],
    entities: ['component:default/payments-api'],
    correlationId: `action-${row.seq}`,
    sealed: true,
    ...row,
  };
}

/** Rows of a page, newest first. @internal */
export function someRows(from: number, count: number): RecordRow[] {
  return Array.from({ length: count }, (_, i) => someRow({ seq: from - i }));
}

/** @internal */
export function listOf(
  items: RecordRow[],
  more: Partial<RecordList> = {},
): RecordList {
  const lastSeq = items.at(0)?.seq ?? 0;
  return { items, lastSeq, restricted: false, ...more };
}

/** A record, whole. @internal */
export function someRecord(record: Partial<AuditRecord> = {}): AuditRecord {
  const {
    summary: _,
    sealed: __,
    noise: ___,
    ...row
  } = someRow({ seq: 1_000 });
  return {
    v: 1,
    id: 'r-1000',
    writer: 'backend-1',
    meta: { templateRef: 'template:default/restart', taskId: 't-1' },
    request: {
      method: 'POST',
      url: '/api/scaffolder/v2/tasks',
      ip: '10.1.2.3',
      userAgent: 'Firefox',
    },
    ...row,
    ...record,
  };
}

/** @internal */
export function detailOf(
  record: AuditRecord,
  more: Partial<RecordDetail> = {},
): RecordDetail {
  return { record, body: JSON.stringify(record), ...more } as RecordDetail;
}

/** @internal */
export const someHistogram: RecordHistogram = {
  from: '2026-03-02T08:00:00.000Z',
  to: '2026-03-02T10:00:00.000Z',
  bucketMs: 1_800_000,
  buckets: [
    [120, 0, 0, 0],
    [90, 4, 1, 0],
    [0, 0, 0, 0],
    [12, 0, 2, 1],
  ].map(([succeeded, failed, denied, abandoned], index) => ({
    at: new Date(
      Date.parse('2026-03-02T08:00:00Z') + index * 1_800_000,
    ).toISOString(),
    succeeded,
    failed,
    denied,
    abandoned,
  })),
};

/** @internal */
export const someStatus: AuditStatus = {
  capture: { state: 'working', spooled: 0, waiting: 0 },
  log: {
    lastSeq: 18_220,
    lastAt: '2026-03-02T09:12:04.000Z',
    firstKeptSeq: 1,
  },
  seal: {
    lastBlock: 1_204,
    lastSealedSeq: 18_204,
    sealedAt: '2026-03-02T09:11:30.000Z',
    unsealed: 16,
  },
  keys: [
    {
      id: '0123456789abcdef',
      publicKey: '-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----',
      since: '2026-01-02T00:00:00.000Z',
      active: true,
      source: 'generated',
    },
  ],
  streams: [],
};

/** @internal */
export function someHold(hold: Partial<LegalHold> = {}): LegalHold {
  return {
    id: 'h-1',
    title: 'Case 2026-17',
    filter: {
      actor: ['user:default/casey'],
      outcome: ['denied'],
      from: '2026-01-01T00:00:00.000Z',
    },
    createdBy: 'user:default/ada',
    createdAt: '2026-03-01T09:00:00.000Z',
    ...hold,
  };
}

/** @internal */
export const someUsage: Usage = {
  from: '2026-02-01T00:00:00.000Z',
  to: '2026-03-02T00:00:00.000Z',
  privacy: false,
  items: [
    {
      automation: 'template:default/new-service',
      kind: 'template',
      runs: 1_240,
      succeeded: 1_200,
      failed: 40,
      medianMs: 42_000,
      people: 38,
      teams: [
        { team: 'group:default/payments', runs: 900 },
        { team: 'group:default/platform', runs: 340 },
      ],
      actors: [{ actor: 'user:default/dana', runs: 12 }],
      savedMinutes: 12_600,
      lastRun: '2026-03-02T09:00:00.000Z',
      trend: [10, 20, 40, 35, 60],
    },
    {
      automation: 'action:scorecards:refresh',
      kind: 'action',
      runs: 3,
      succeeded: 0,
      failed: 0,
      people: 1,
      teams: [],
      savedMinutes: 0,
      trend: [0, 0, 3, 0, 0],
    },
  ],
  unused: ['template:default/old-service'],
};
