import type { JsonObject, JsonValue } from '@backstage/types';
import { z } from 'zod';
import { auditOutcomes, auditSeverities, auditSources } from './AuditRecord';

const json = z.json() as z.ZodType<JsonValue>;

/** Schema of `AuditActor`. @public */
export const auditActorSchema = z.object({
  type: z.enum(['user', 'agent', 'service', 'plugin', 'anonymous']),
  ref: z.string(),
});

/** Schema of `AuditRecord`. @public */
export const auditRecordSchema = z.object({
  v: z.literal(1),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  id: z.string(),
  correlationId: z.string(),
  plugin: z.string(),
  event: z.string(),
  action: z.string().optional(),
  severity: z.enum(auditSeverities),
  outcome: z.enum(auditOutcomes),
  source: z.enum(auditSources),
  noise: z.boolean().optional(),
  startedAt: z.string(),
  durationMs: z.number().optional(),
  actors: z.array(auditActorSchema).min(1),
  request: z
    .object({
      method: z.string().optional(),
      url: z.string().optional(),
      ip: z.string().optional(),
      userAgent: z.string().optional(),
    })
    .optional(),
  entities: z.array(z.string()).optional(),
  meta: (z.record(z.string(), json) as z.ZodType<JsonObject>).optional(),
  change: z
    .object({ before: json.optional(), after: json.optional() })
    .optional(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
  redacted: z.array(z.string()).optional(),
  truncated: z.array(z.string()).optional(),
  writer: z.string(),
});
