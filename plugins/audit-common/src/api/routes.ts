import { param, type RouteTable } from '@daytwo/rest-kit';
import { z } from 'zod';
import { auditOutcomes, auditSeverities, auditSources } from '../record';
import {
  clientEventBatchSchema,
  clientEventReceiptSchema,
} from './clientEvents';
import * as s from './schemas';

const { none, text, list, cursor, limit } = param;

const oneOrMore = <T extends readonly [string, ...string[]]>(values: T) =>
  list.pipe(z.array(z.enum(values)));

/**
 * Narrows records; all conditions must hold, values within one are alternatives.
 *
 * @public
 */
export const recordFilterSchema = z.object({
  /** Refs of actors, anywhere in the chain. */
  actor: list.optional(),
  /** Refs of groups: actions of their members, nested. */
  group: list.optional(),
  /** Refs of entities that were touched. */
  entity: list.optional(),
  plugin: list.optional(),
  /** `plugin.event` or `plugin.event.action`. */
  event: list.optional(),
  outcome: oneOrMore(auditOutcomes).optional(),
  severity: oneOrMore(auditSeverities).optional(),
  source: oneOrMore(auditSources).optional(),
  correlation: text.optional(),
  /** Recorded at or after, and before; ISO 8601. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Words that must all be in the record. */
  q: z.string().max(200).optional(),
  /** Also the look-ups that plugins make on the way. */
  noise: z.stringbool().optional(),
});

/** See {@link recordFilterSchema}. @public */
export type RecordFilter = z.output<typeof recordFilterSchema>;

const filter = recordFilterSchema.shape;

/** What a hold keeps: a filter, noise included. */
const holdFilterSchema = recordFilterSchema.omit({ noise: true });

const seqParams = z.object({ seq: z.coerce.number().int().positive() });

/** The REST API of the audit log, `/api/audit/v1`. @public */
export const auditRoutes = {
  listRecords: {
    method: 'get',
    path: '/records',
    summary: 'Records, newest first, by page',
    params: none,
    query: z.object({
      ...filter,
      cursor: cursor.optional(),
      limit: limit(500, 100),
    }),
    response: s.recordListSchema,
  },
  getRecord: {
    method: 'get',
    path: '/records/{seq}',
    summary: 'One record, whole, and the block it is sealed in',
    params: seqParams,
    query: none,
    response: s.recordDetailSchema,
  },
  getRelated: {
    method: 'get',
    path: '/records/{seq}/related',
    summary: 'Records of the same action, and around it on the same entities',
    params: seqParams,
    query: none,
    response: s.relatedSchema,
  },
  getProof: {
    method: 'get',
    path: '/records/{seq}/proof',
    summary: 'What proves that a record is in the log and was not edited',
    params: seqParams,
    query: none,
    response: s.proofSchema,
  },
  getHistogram: {
    method: 'get',
    path: '/histogram',
    summary: 'Records over time, by outcome',
    params: none,
    query: z.object({ ...filter, buckets: limit(400, 60) }),
    response: s.histogramSchema,
  },
  suggest: {
    method: 'get',
    path: '/suggestions',
    summary: 'Values that a filter may have',
    params: none,
    query: z.object({
      of: z.enum(['actor', 'entity', 'plugin', 'event']),
      q: z.string().max(200).optional(),
      limit: limit(100, 20),
    }),
    response: s.suggestionsSchema,
  },
  getStatus: {
    method: 'get',
    path: '/status',
    summary: 'State of capture, log and seal',
    params: none,
    query: none,
    response: s.auditStatusSchema,
  },
  verify: {
    method: 'post',
    path: '/verify',
    summary: 'Checks every hash, signature and link of a range of blocks',
    params: none,
    query: none,
    body: z.object({
      fromBlock: z.int().positive().optional(),
      toBlock: z.int().positive().optional(),
    }),
    response: s.verificationSchema,
  },
  rotateKey: {
    method: 'post',
    path: '/keys/rotate',
    summary: 'Has a new key take over when the change has been sealed',
    params: none,
    query: none,
    response: s.sealKeySchema,
  },
  exportRecords: {
    method: 'get',
    path: '/export',
    summary:
      'Records as CSV, NDJSON, OCSF, NDJSON with proofs, or a signed evidence pack; all pages',
    params: none,
    query: z.object({
      ...filter,
      format: z.enum(['csv', 'ndjson', 'ocsf', 'sealed', 'pack']),
    }),
    response: z.string(),
    produces: 'application/octet-stream',
  },
  listHolds: {
    method: 'get',
    path: '/holds',
    summary: 'Legal holds: records that retention must not prune',
    params: none,
    query: z.object({
      /** Also those that were released. */
      released: z.stringbool().optional(),
    }),
    response: s.holdListSchema,
  },
  createHold: {
    method: 'post',
    path: '/holds',
    summary: 'Keeps the records that a filter finds, whatever their age',
    params: none,
    query: none,
    body: z.object({ title: text, filter: holdFilterSchema }),
    response: s.holdSchema,
  },
  releaseHold: {
    method: 'delete',
    path: '/holds/{id}',
    summary: 'Lets the records of a hold go again',
    params: z.object({ id: text }),
    query: none,
    response: s.holdSchema,
  },
  getUsage: {
    method: 'get',
    path: '/usage',
    summary: 'Which automations are used, how often, by which teams and people',
    params: none,
    query: z.object({
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
      team: list.optional(),
    }),
    response: s.usageSchema,
  },
  reportClientEvents: {
    method: 'post',
    path: '/client-events',
    summary: 'What a person did in the browser, as the browser says; opt-in',
    params: none,
    query: none,
    body: clientEventBatchSchema,
    response: clientEventReceiptSchema,
  },
} as const satisfies RouteTable;

/** The route table's type. @public */
export type AuditRoutes = typeof auditRoutes;
/** Name of an operation. @public */
export type AuditRouteId = keyof AuditRoutes;
