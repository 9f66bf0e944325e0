import type {
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  AuditActor,
  AuditOutcome,
  AuditSeverity,
} from '@daytwo/backstage-plugin-audit-common';

/**
 * Something that happened, and how it ended.
 *
 * @public
 */
export interface AuditRecorderEntry {
  /** Kebab-case and coarse, such as `run-request`. */
  event: string;
  /** The fine part, such as `approve`. */
  action?: string;
  /** Low where it is left out. */
  severity?: AuditSeverity;
  /** Where it is left out: `succeeded`, or with an error `failed` or, by the error's name, `denied`. */
  outcome?: AuditOutcome;
  error?: Error;
  /** Who did it; the plugin itself where neither this nor `request` nor `actors` is given. */
  credentials?: BackstageCredentials;
  /** The request that asked for it: who, and from where. */
  request?: AuditorServiceCreateEventOptions['request'];
  /** The chain from the person to what acted, where credentials cannot tell: in work that goes on later. */
  actors?: AuditActor[];
  /** Refs of the entities that were touched. */
  entities?: string[];
  meta?: JsonObject;
  /** What was changed. */
  change?: { before?: JsonValue; after?: JsonValue };
  /** When it began; now where it is left out. */
  startedAt?: Date;
  durationMs?: number;
  /** The same for all that belongs to one thing, such as a run; it need only be unlike others of the plugin. */
  correlationId?: string;
}

/**
 * Records what happened in a plugin.
 *
 * @public
 */
export interface AuditRecorderService {
  /**
   * Secrets are taken out and what is too large is cut before it is kept.
   *
   * @returns when it is durable
   * @throws ServiceUnavailableError where it cannot be kept; fail the action then
   */
  record(entry: AuditRecorderEntry): Promise<void>;
}
