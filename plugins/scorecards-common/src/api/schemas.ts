import { z } from 'zod';
import { transitionCauses, verdictStates } from '../verdict';

/** An instant, ISO 8601 in UTC. */
const instant = z.string().meta({ format: 'date-time' });
const day = z.iso.date();
const percent = z.number().min(0).max(100);
const count = z.number().int().nonnegative();
const json = z.unknown();

export const verdictStateSchema = z.enum(verdictStates);
export const transitionCauseSchema = z.enum(transitionCauses);

/** Aspects by which scorecards are summed. */
export const rollupDimensionSchema = z.enum([
  'group',
  'system',
  'domain',
  'type',
  'lifecycle',
  'tag',
]);

const definitionProblemSchema = z.object({
  path: z.string(),
  message: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  found: z.string().optional(),
  expected: z.string().optional(),
});

export const levelSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  color: z.string(),
  atLeast: percent.optional(),
});

const durationSchema = z.object({
  minutes: z.number().optional(),
  hours: z.number().optional(),
  days: z.number().optional(),
  weeks: z.number().optional(),
});

const remediationSchema = z.object({
  text: z.string().optional(),
  link: z
    .union([
      z.string(),
      z.object({ url: z.string(), title: z.string().optional() }),
    ])
    .optional(),
  playbook: z.string().optional(),
  effort: durationSchema.optional(),
});

export const checkSchema = z.object({
  id: z.string(),
  title: z.string(),
  slot: count,
  levelIndex: count,
  rule: z.string(),
  weight: z.number(),
  draft: z.boolean(),
  description: z.string().optional(),
  rationale: z.string().optional(),
  category: z.string().optional(),
  freshness: durationSchema.optional(),
  remediation: remediationSchema.optional(),
  enforcedFrom: day.optional(),
  /** The check narrows the scorecard's entities by a predicate of its own. */
  narrowed: z.boolean(),
  /** Sources of the facts that the rule reads. */
  sources: z.array(z.string()),
});

const definitionStatusSchema = z.object({
  /** `invalid`: the newest text is refused; what runs, if anything, is the last valid version. */
  state: z.enum(['valid', 'invalid']),
  problems: z.array(definitionProblemSchema),
  /** When the newest text was read. */
  readAt: instant,
});

/**
 * Numbers over entities. All of them count only what the reader may see.
 */
export const summarySchema = z.object({
  entities: count,
  /** Mean score in percent; absent where nothing counts. */
  score: percent.optional(),
  /** Checks with a known verdict, and checks that count, over all entities. */
  known: count,
  counted: count,
  passed: count,
  /** Entities by level: the first number is "no level", then each level in order. */
  levels: z.array(count),
});

const identityFields = {
  ref: z.string(),
  title: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  ownerRef: z.string(),
  mode: z.enum(['levels', 'points']),
  levels: z.array(levelSchema),
  /** Version that runs; 0 where none was ever valid. */
  version: count,
  /** SHA-256 of the version that runs, hex. */
  hash: z.string().optional(),
  status: definitionStatusSchema,
};

const numberFields = {
  /** Progress of a sweep after an edit; absent where none is under way. */
  sweep: z.object({ done: count, total: count }).optional(),
  summary: summarySchema,
  /** When the numbers were made. */
  asOf: instant.optional(),
  /** True where numbers leave out entities that the reader may not see. */
  partial: z.boolean(),
};

const checkFields = { checks: z.array(checkSchema) };

export const scorecardSchema = z.object({
  ...identityFields,
  ...checkFields,
  ...numberFields,
});

export const scorecardListSchema = z.object({
  items: z.array(z.object({ ...identityFields, ...numberFields })),
});

export const versionListSchema = z.object({
  items: z.array(
    z.object({
      version: count,
      hash: z.string(),
      createdAt: instant,
      spec: json,
      /** Ids of checks that differ from the version before. */
      changedChecks: z.array(z.string()),
    }),
  ),
});

export const checkCountsSchema = z.object({
  items: z.array(
    z.object({
      checkId: z.string(),
      counts: z.record(verdictStateSchema, count),
    }),
  ),
  partial: z.boolean(),
});

export const rollupSchema = z.object({
  by: rollupDimensionSchema,
  items: z.array(
    z.object({
      /** Entity ref for group, system and domain; the plain value otherwise. */
      value: z.string(),
      title: z.string().optional(),
      /** Group only: the parent within this answer. */
      parent: z.string().optional(),
      summary: summarySchema,
      /** Mean score at `since`, where history reaches so far. */
      scoreBefore: percent.optional(),
      /** Check that fails for most of these entities. */
      worstCheck: z
        .object({ checkId: z.string(), title: z.string(), failing: count })
        .optional(),
    }),
  ),
  since: day.optional(),
  asOf: instant.optional(),
  partial: z.boolean(),
});

const entityInfoSchema = z.object({
  ref: z.string(),
  title: z.string().optional(),
  type: z.string().optional(),
  lifecycle: z.string().optional(),
  ownerRef: z.string().optional(),
  systemRef: z.string().optional(),
});

const scoreFields = {
  /** -1: no level reached. */
  level: z.number().int(),
  score: percent.optional(),
  passed: count,
  known: count,
  counted: count,
};

export const entityRowsSchema = z.object({
  items: z.array(
    z.object({
      entity: entityInfoSchema,
      ...scoreFields,
      /** One letter per check of the version that runs, by slot: P, F, U, E or N. */
      states: z.string(),
      evaluatedAt: instant,
    }),
  ),
  nextCursor: z.string().optional(),
  /** Matching entities that the reader may see; on the first page only. */
  total: count.optional(),
  partial: z.boolean(),
});

export const trendSchema = z.object({
  items: z.array(z.object({ day, summary: summarySchema })),
  partial: z.boolean(),
});

const transitionSchema = z.object({
  id: z.string(),
  at: instant,
  scorecardRef: z.string(),
  entityRef: z.string(),
  /** Absent where the entity entered or left the scorecard. */
  checkId: z.string().optional(),
  from: verdictStateSchema.optional(),
  to: verdictStateSchema.optional(),
  cause: transitionCauseSchema,
  /** Version of the scorecard that judged. */
  version: count,
  /** Values that the rule read, and why it is unknown. */
  evidence: json.optional(),
});

export const transitionListSchema = z.object({
  items: z.array(transitionSchema),
  nextCursor: z.string().optional(),
});

/** What moved a scorecard between two instants, split by cause. */
export const movementSchema = z.object({
  from: instant,
  to: instant,
  causes: z.array(
    z.object({
      cause: transitionCauseSchema,
      improved: count,
      worsened: count,
      /** Verdicts that became unknown, or known again. */
      other: count,
      entities: count,
    }),
  ),
  partial: z.boolean(),
});

export const evidenceSchema = z.object({
  /** The path as the rule names it, such as `facts.coverage.line`. */
  text: z.string(),
  source: z.string().optional(),
  /** Absent where there is no such value. */
  value: json.optional(),
  /** When the source last confirmed it. */
  observedAt: instant.optional(),
});

export const checkVerdictSchema = z.object({
  checkId: z.string(),
  state: verdictStateSchema,
  since: instant,
  /** Draft, or not enforced yet: it is shown and does not count. */
  counts: z.boolean(),
  /** Why the verdict is unknown, exempt or not applicable. */
  reason: z.string().optional(),
  evidence: z.array(evidenceSchema),
});

const fixSchema = z.object({
  scorecardRef: z.string(),
  checkId: z.string(),
  title: z.string(),
  state: z.enum(['fail', 'unknown']),
  gain: z.number(),
  blocksNextLevel: z.boolean(),
  /** Milliseconds. */
  effort: z.number().optional(),
  remediation: remediationSchema.optional(),
  reason: z.string().optional(),
});

export const entityScorecardsSchema = z.object({
  entityRef: z.string(),
  items: z.array(
    z.object({
      scorecard: z.object({ ...identityFields, ...checkFields }),
      ...scoreFields,
      /** Version of the definition that judged; its checks are those of `scorecard` when equal to `scorecard.version`. */
      version: count,
      evaluatedAt: instant,
      /** A newer fact or definition waits to be evaluated. */
      pending: z.boolean(),
      verdicts: z.array(checkVerdictSchema),
      next: z
        .object({
          level: z.number().int(),
          blockers: z.array(z.string()),
          missingPoints: z.number().optional(),
          /** Milliseconds. */
          effort: z.number().optional(),
        })
        .optional(),
      /** Score a week ago, where history reaches so far. */
      scoreBefore: percent.optional(),
      /** Daily score, oldest first, at most 90 days. */
      trend: z.array(z.object({ day, score: percent.optional() })),
      fixes: z.array(fixSchema),
    }),
  ),
});

export const entityFactsSchema = z.object({
  entityRef: z.string(),
  items: z.array(
    z.object({
      source: z.string(),
      title: z.string(),
      /** Absent where the source never answered for this entity. */
      fact: json.optional(),
      version: count,
      observedAt: instant.optional(),
      changedAt: instant.optional(),
      /** Older than the source's freshness budget. */
      stale: z.boolean(),
      /** The last attempt failed; the fact is the last known one. */
      error: z.object({ message: z.string(), at: instant }).optional(),
    }),
  ),
});

export const sourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  mode: z.enum(['builtin', 'push', 'pull']),
  /** JSON Schema of its facts. */
  schema: json,
  /** Milliseconds after which a fact of it is stale. */
  freshness: z.number().optional(),
  /** Human form of the schedule, pull only. */
  schedule: z.string().optional(),
  state: z.enum(['healthy', 'degraded', 'failing', 'idle', 'running']),
  lastRun: z
    .object({
      startedAt: instant,
      finishedAt: instant.optional(),
      entities: count,
      changed: count,
      failed: count,
      error: z.string().optional(),
    })
    .optional(),
  entities: count,
  stale: count,
  failing: count,
  /** Age of its oldest fact, milliseconds. */
  lag: z.number().optional(),
  /** Requests left in the shared budget. */
  budget: z
    .object({ limit: count, remaining: count, resetsAt: instant.optional() })
    .optional(),
  recentErrors: z.array(
    z.object({ entityRef: z.string(), message: z.string(), at: instant }),
  ),
});

export const sourceListSchema = z.object({ items: z.array(sourceSchema) });

export const homeSchema = z.object({
  entities: count,
  scorecards: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      levels: z.array(levelSchema),
      summary: summarySchema,
    }),
  ),
  /** At most 3. */
  fixes: z.array(
    fixSchema.extend({
      entity: entityInfoSchema,
      scorecardTitle: z.string(),
    }),
  ),
  /** The reader's own entities, worst first, at most 10. */
  worst: z.array(
    z.object({
      entity: entityInfoSchema,
      scorecardRef: z.string(),
      level: z.number().int(),
      score: percent.optional(),
      worstCheck: z.string().optional(),
    }),
  ),
});

export const refreshResultSchema = z.object({
  entityRef: z.string(),
  /** Sources that were asked. */
  sources: z.array(
    z.object({
      source: z.string(),
      outcome: z.enum(['changed', 'unchanged', 'failed', 'skipped']),
      message: z.string().optional(),
    }),
  ),
});

export const factPushResultSchema = z.object({
  entityRef: z.string(),
  outcome: z.enum(['changed', 'unchanged', 'refused']),
  /** Present when refused. */
  problems: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional(),
});

export const bulkPushSchema = z.object({
  items: z
    .array(
      z.strictObject({
        entityRef: z.string().min(1).max(500),
        fact: z.record(z.string(), z.unknown()),
        /** When it was measured; now by default. Later than now is refused. */
        observedAt: instant.optional(),
      }),
    )
    .min(1)
    .max(1000),
});

export const bulkPushResultSchema = z.object({
  items: z.array(factPushResultSchema),
});
