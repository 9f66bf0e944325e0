import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { z } from 'zod';
import { csvHeader, toCsv } from './toCsv';
import { toOcsf } from './toOcsf';

const record: AuditRecord = {
  v: 1,
  seq: 7,
  at: '2026-11-24T09:12:04.120Z',
  id: '0195f3a0-0000-7000-8000-000000000007',
  correlationId: 'scaffolder:42',
  plugin: 'scaffolder',
  event: 'task',
  action: 'create',
  severity: 'medium',
  outcome: 'succeeded',
  source: 'auditor',
  startedAt: '2026-11-24T09:12:03.000Z',
  durationMs: 1100.4,
  actors: [
    { type: 'user', ref: 'user:default/dana' },
    { type: 'plugin', ref: 'plugin:scaffolder' },
  ],
  request: {
    method: 'POST',
    url: '/api/scaffolder/v2/tasks?dry=1',
    ip: '10.0.0.7',
    userAgent: 'Mozilla/5.0',
  },
  entities: ['template:default/new-service'],
  meta: { templateRef: 'template:default/new-service' },
  writer: 'backend-1',
};

/** API Activity as the schema of OCSF has it (events/application/api_activity.json and what it includes). */
const apiActivity = z.strictObject({
  activity_id: z.union([z.literal([0, 1, 2, 3, 4, 99])]),
  activity_name: z.string().optional(),
  category_uid: z.literal(6),
  category_name: z.literal('Application Activity').optional(),
  class_uid: z.literal(6003),
  class_name: z.literal('API Activity').optional(),
  type_uid: z.int(),
  severity_id: z.literal([0, 1, 2, 3, 4, 5, 6, 99]),
  severity: z.string().optional(),
  status_id: z.literal([0, 1, 2, 99]).optional(),
  status: z.string().optional(),
  status_code: z.string().optional(),
  status_detail: z.string().optional(),
  time: z.int(),
  start_time: z.int().optional(),
  end_time: z.int().optional(),
  duration: z.int().optional(),
  metadata: z.strictObject({
    version: z.string().regex(/^1\.\d+\.\d+$/),
    uid: z.string().optional(),
    sequence: z.int().optional(),
    correlation_uid: z.string().optional(),
    log_name: z.string().optional(),
    logged_time: z.int().optional(),
    product: z.strictObject({
      name: z.string(),
      vendor_name: z.string().optional(),
      version: z.string().optional(),
    }),
  }),
  actor: z
    .strictObject({
      user: z
        .strictObject({
          uid: z.string().optional(),
          name: z.string().optional(),
          type_id: z.literal([0, 1, 2, 3, 4, 99]).optional(),
          type: z.string().optional(),
        })
        .refine(user => user.uid ?? user.name)
        .optional(),
      app_name: z.string().optional(),
    })
    .refine(actor => actor.user ?? actor.app_name),
  api: z.strictObject({
    operation: z.string(),
    service: z.strictObject({ name: z.string() }).optional(),
    request: z.strictObject({ uid: z.string() }).optional(),
    response: z
      .strictObject({
        error: z.string().optional(),
        error_message: z.string().optional(),
      })
      .optional(),
  }),
  src_endpoint: z
    .strictObject({
      ip: z.ipv4().or(z.ipv6()).optional(),
      name: z.string().optional(),
      type_id: z.int().optional(),
      type: z.string().optional(),
    })
    .refine(endpoint => endpoint.ip ?? endpoint.name),
  http_request: z
    .strictObject({
      http_method: z.string().optional(),
      url: z
        .strictObject({
          path: z.string(),
          query_string: z.string().optional(),
        })
        .optional(),
      user_agent: z.string().optional(),
    })
    .optional(),
  resources: z
    .array(
      z.strictObject({
        uid: z.string().optional(),
        name: z.string().optional(),
        type: z.string().optional(),
      }),
    )
    .optional(),
  unmapped: z.record(z.string(), z.unknown()).optional(),
});

describe('toOcsf', () => {
  it('gives what the schema of API Activity demands', () => {
    expect(apiActivity.parse(toOcsf(record))).toMatchObject({
      activity_id: 1,
      type_uid: 600301,
      status_id: 1,
      severity_id: 3,
      start_time: Date.parse(record.startedAt),
      duration: 1100,
      actor: {
        user: { uid: 'user:default/dana', name: 'dana', type_id: 1 },
        app_name: 'plugin:scaffolder',
      },
      src_endpoint: { ip: '10.0.0.7' },
      metadata: { sequence: 7 },
    });
  });

  it.each(['unknown', '10.0.0.7:4711', 'fe80::1%eth0 '])(
    'takes no %j for an address',
    ip => {
      const event = toOcsf({ ...record, request: { ip } });

      expect(apiActivity.parse(event)).toMatchObject({
        src_endpoint: { name: 'backend-1' },
      });
    },
  );

  it.each([
    ['by-query', 2],
    ['update', 3],
    ['delete', 4],
    ['approve', 99],
  ])('takes %s for activity %i', (action, id) => {
    const event = toOcsf({ ...record, action });

    expect(apiActivity.parse(event)).toMatchObject({
      activity_id: id,
      type_uid: 600300 + id,
    });
  });

  it.each([
    ['denied', 2],
    ['failed', 2],
    ['abandoned', 0],
  ] as const)('says that %s is no success', (outcome, id) => {
    const event = toOcsf({
      ...record,
      outcome,
      error: { name: 'NotAllowedError', message: 'no' },
      actors: [{ type: 'anonymous', ref: 'anonymous' }],
      request: undefined,
    });

    expect(apiActivity.parse(event)).toMatchObject({
      status_id: id,
      status_code: outcome,
      status_detail: 'NotAllowedError: no',
      src_endpoint: { name: 'backend-1' },
    });
  });
});

describe('toCsv', () => {
  it('has as many cells as names', () => {
    const plain = { ...record, meta: undefined };

    expect(toCsv(plain).split(',')).toHaveLength(csvHeader.split(',').length);
  });

  it.each(['＝1+1', '＋1', '－1', '＠SUM(A1)', '\n=1+1', '\t=1', '\r=1'])(
    'makes no formula of %j',
    action => {
      expect(toCsv({ ...record, action })).toContain(`'${action}`);
    },
  );

  it('sends a terminal nothing that it acts on', () => {
    const evil = '\u001b[2J\u009b31m\u0000\u007f';
    const line = toCsv({
      ...{ ...record, action: evil, entities: [evil] },
      error: { name: 'Error', message: `two\nlines ${evil}` },
    });

    expect(line).toMatch(/^[^\p{Cc}]*two\nlines [^\p{Cc}]*\r\n$/u);
  });

  it('makes no formula of what people wrote', () => {
    const line = toCsv({
      ...record,
      action: '=HYPERLINK("http://evil")',
      entities: ['@SUM(A1)'],
    });

    expect(line).toContain('"\'=HYPERLINK(""http://evil"")"');
    expect(line).toContain("'@SUM(A1)");
  });
});
