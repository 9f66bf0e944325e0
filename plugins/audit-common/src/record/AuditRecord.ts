import type { JsonObject, JsonValue } from '@backstage/types';

/** How an action ended. `abandoned`: nobody ever told, its process was killed say. @public */
export const auditOutcomes = [
  'succeeded',
  'failed',
  'denied',
  'abandoned',
] as const;
/** See {@link auditOutcomes}. @public */
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Severities as the Backstage auditor has them, rising. @public */
export const auditSeverities = ['low', 'medium', 'high', 'critical'] as const;
/** See {@link auditSeverities}. @public */
export type AuditSeverity = (typeof auditSeverities)[number];

/**
 * Who reported. `client` is what browsers say and cannot be trusted; `system` is
 * the audit log about itself.
 *
 * @public
 */
export const auditSources = [
  'auditor',
  'recorder',
  'scaffolder',
  'catalog',
  'auth',
  'permission',
  'client',
  'system',
] as const;
/** See {@link auditSources}. @public */
export type AuditSource = (typeof auditSources)[number];

/** What kind of actor. `agent` acts for a person: an MCP client, a scaffolder task. @public */
export type ActorType = 'user' | 'agent' | 'service' | 'plugin' | 'anonymous';

/** One link of the chain from a person to what acted. @public */
export interface AuditActor {
  type: ActorType;
  /** An entity ref for people; else a name such as `plugin:scaffolder`. */
  ref: string;
}

/** Where a call came from. @public */
export interface AuditRequest {
  method?: string;
  url?: string;
  ip?: string;
  userAgent?: string;
}

/** An error as it is kept. @public */
export interface AuditError {
  name: string;
  message: string;
}

/**
 * What is known about an action before it has its place in the log. Times are
 * ISO 8601 in UTC, by the clock of the process that reports.
 *
 * @public
 */
export interface AuditDraft {
  /** Unique; who delivers twice delivers the same one. */
  id: string;
  /** The same for all that belongs to one action, from intent to outcome. */
  correlationId: string;
  /** Plugin that acted. */
  plugin: string;
  /** Kebab-case and coarse, such as `task`. */
  event: string;
  /** The fine part of the event, such as `create`. */
  action?: string;
  severity: AuditSeverity;
  outcome: AuditOutcome;
  source: AuditSource;
  /** Look-ups that plugins make on the way; hidden unless asked for. */
  noise?: boolean;
  startedAt: string;
  /** Milliseconds; absent where only the end is known. */
  durationMs?: number;
  /** From the person, or whatever acted first, to what acted last; at least one. */
  actors: AuditActor[];
  request?: AuditRequest;
  /** Refs of the entities that were touched. */
  entities?: string[];
  meta?: JsonObject;
  change?: { before?: JsonValue; after?: JsonValue };
  error?: AuditError;
  /** JSON pointers of what was taken out before it was stored. */
  redacted?: string[];
  /** JSON pointers of what was too large and was cut. */
  truncated?: string[];
  /** Names the process that reported. */
  writer: string;
}

/**
 * A record of the log, as it is hashed, exported and verified: the text of this,
 * byte for byte.
 *
 * @public
 */
export interface AuditRecord extends AuditDraft {
  v: 1;
  /** Place in the log: 1, 2, 3 and so on, without a gap. */
  seq: number;
  /** When it got its place, by the clock of the database; never goes back. */
  at: string;
}
