import { z } from 'zod';
import {
  auditActorSchema,
  auditOutcomes,
  auditRecordSchema,
  auditSeverities,
  auditSources,
} from '../record';

/** A record in a list. @public */
export const recordRowSchema = z.object({
  seq: z.int(),
  at: z.string(),
  startedAt: z.string(),
  durationMs: z.number().optional(),
  plugin: z.string(),
  event: z.string(),
  action: z.string().optional(),
  severity: z.enum(auditSeverities),
  outcome: z.enum(auditOutcomes),
  source: z.enum(auditSources),
  noise: z.boolean().optional(),
  actors: z.array(auditActorSchema),
  entities: z.array(z.string()),
  correlationId: z.string(),
  /** What it was about, in a few words: a template, a query, an error. */
  summary: z.string().optional(),
  /** In a block already. */
  sealed: z.boolean(),
});

/** Records by page, newest first. @public */
export const recordListSchema = z.object({
  items: z.array(recordRowSchema),
  nextCursor: z.string().optional(),
  /** The newest place in the log at the time. */
  lastSeq: z.int(),
  /** The reader may see but a part of the log. */
  restricted: z.boolean(),
});

const blockSchema = z.object({
  v: z.literal(1),
  block: z.int(),
  firstSeq: z.int(),
  lastSeq: z.int(),
  since: z.string(),
  sealedAt: z.string(),
  root: z.string(),
  previous: z.string(),
  key: z.string(),
});

/** A block with its signature. @public */
export const sealedBlockSchema = z.object({
  header: blockSchema,
  /** SHA-256 of the header's text, hex. */
  hash: z.string(),
  /** Ed25519, base64. */
  signature: z.string(),
  /** Its records are still there. */
  kept: z.boolean(),
});

/** One record, whole. @public */
export const recordDetailSchema = z.object({
  record: auditRecordSchema,
  /** The text that is hashed. */
  body: z.string(),
  /** The block it is sealed in. */
  block: sealedBlockSchema.optional(),
});

/** Records that belong to one: of the same action, and around it on the same entities. @public */
export const relatedSchema = z.object({
  correlation: z.array(recordRowSchema),
  entities: z.array(recordRowSchema),
});

/** What proves that a record is in the log and was not edited. @public */
export const proofSchema = z.object({
  body: z.string(),
  /** Place in its block, from 0, and how many records the block has. */
  index: z.int(),
  size: z.int(),
  /** Hashes from the leaf to the root, RFC 6962 §2.1.1; hex. */
  path: z.array(z.string()),
  block: sealedBlockSchema,
  /** SPKI form of the key, PEM. */
  publicKey: z.string(),
});

/** Records over time. @public */
export const histogramSchema = z.object({
  from: z.string(),
  to: z.string(),
  bucketMs: z.int(),
  buckets: z.array(
    z.object({
      at: z.string(),
      succeeded: z.int(),
      failed: z.int(),
      denied: z.int(),
      abandoned: z.int(),
    }),
  ),
});

/** Values that a filter may have, the most recent first. @public */
export const suggestionsSchema = z.object({ items: z.array(z.string()) });

const chainProblemSchema = z.object({
  block: z.int().optional(),
  seq: z.int().optional(),
  message: z.string(),
});

/** What verifying a part of the log found. @public */
export const verificationSchema = z.object({
  blocks: z.int(),
  records: z.int(),
  /** Records after the last block: not proved yet. */
  unsealed: z.int(),
  /** Blocks whose records retention has pruned; their heads are checked. */
  pruned: z.int(),
  problems: z.array(chainProblemSchema),
  tookMs: z.number(),
});

/** A key of the seal. Neither active nor retired: it takes over soon. @public */
export const sealKeySchema = z.object({
  id: z.string(),
  /** SPKI form, PEM. */
  publicKey: z.string(),
  /** Signs since; before that, when it was made. */
  since: z.string(),
  active: z.boolean(),
  retiredAt: z.string().optional(),
  /** Whether its private part is in the config, or was generated and is in the database. */
  source: z.enum(['config', 'generated']),
});

/** State of the log and its seal. @public */
export const auditStatusSchema = z.object({
  /** Whether what plugins audit arrives here. */
  capture: z.object({
    state: z.enum(['working', 'spooling', 'blocked', 'bypassed']),
    /** In words, where it is not working. */
    message: z.string().optional(),
    spooled: z.int(),
    waiting: z.int(),
  }),
  log: z.object({
    lastSeq: z.int(),
    lastAt: z.string().optional(),
    firstKeptSeq: z.int(),
  }),
  seal: z.object({
    lastBlock: z.int(),
    lastSealedSeq: z.int(),
    sealedAt: z.string().optional(),
    unsealed: z.int(),
    problem: z.string().optional(),
  }),
  /** In the order in which they sign. */
  keys: z.array(sealKeySchema),
  /** Other systems that are told of every record. */
  streams: z.array(
    z.object({
      name: z.string(),
      /** Records that it has not been told of. */
      lag: z.int(),
      updatedAt: z.string(),
      error: z.string().optional(),
    }),
  ),
});

/** A legal hold. @public */
export const holdSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** As the filter of records. */
  filter: z.record(z.string(), z.unknown()),
  createdBy: z.string(),
  createdAt: z.string(),
  releasedBy: z.string().optional(),
  releasedAt: z.string().optional(),
});

/** Legal holds, the newest first. @public */
export const holdListSchema = z.object({ items: z.array(holdSchema) });

/** One automation and its use in a period. @public */
export const usageRowSchema = z.object({
  /** Such as `template:default/new-service` or `action:scorecards:refresh`. */
  automation: z.string(),
  kind: z.enum(['template', 'playbook', 'action', 'mcp-tool']),
  runs: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  /** Milliseconds. */
  medianMs: z.number().optional(),
  people: z.int(),
  teams: z.array(z.object({ team: z.string(), runs: z.int() })),
  /** Absent in privacy mode. */
  actors: z.array(z.object({ actor: z.string(), runs: z.int() })).optional(),
  /** Minutes saved, by what is configured for a run. */
  savedMinutes: z.number(),
  lastRun: z.string().optional(),
  trend: z.array(z.int()),
});

/** Use of automations in a period. @public */
export const usageSchema = z.object({
  from: z.string(),
  to: z.string(),
  privacy: z.boolean(),
  items: z.array(usageRowSchema),
  /** Templates that nobody ran in the period. */
  unused: z.array(z.string()),
});
