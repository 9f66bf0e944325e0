import type {
  LoggerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';
import type { HumanDuration, JsonObject } from '@backstage/types';
import type { z } from 'zod';

/**
 * What a source says about one entity.
 *
 * - `fact`: the newest fact, whole; it replaces the one before.
 * - `unchanged`: the outside system confirmed the last fact (a 304, say).
 * - `error`: it could not be learned; the last fact is kept and marked.
 *
 * @public
 */
export type CollectedFact<TFact extends JsonObject = JsonObject> =
  | { entityRef: string; fact: TFact; observedAt?: Date }
  | { entityRef: string; unchanged: true; observedAt?: Date }
  | { entityRef: string; error: Error };

/**
 * A request of a source. See {@link CollectContext.fetch}.
 *
 * @public
 */
export interface SourceRequest {
  /** `GET` by default. */
  method?: string;
  /** `Accept: application/json` unless said otherwise. Never logged. */
  headers?: Record<string, string>;
  body?: string;
  /** Largest answer that is read, bytes. Default 1 MiB. */
  maxBytes?: number;
  /** How long one attempt may take, ms. Default 10 s. */
  timeoutMs?: number;
}

/**
 * Answer of an outside system: `notModified` where it confirmed what was
 * fetched before.
 *
 * @public
 */
export type SourceResponse =
  | { notModified: true }
  | { notModified: false; status: number; headers: Headers; body: string };

/**
 * What a source works with while it collects.
 *
 * @public
 */
export interface CollectContext {
  /**
   * Aborts when the run is stopped or takes too long. A source that does not
   * heed it is left behind.
   */
  signal: AbortSignal;
  /** Logs for the source. */
  logger: LoggerService;
  /**
   * HTTP for sources: waits for the rate budget that all replicas share, sends
   * `If-None-Match` / `If-Modified-Since` with what was kept from the last
   * answer to the same request, retries 429, 5xx and broken connections with
   * back-off and jitter, and honours `Retry-After`. Follows redirects within the
   * same host only.
   *
   * "Not modified" is answered only where the fact that was made of the last
   * answer is stored: then yield `unchanged`. What the body says, the source
   * must check: a proxy may have answered in HTML.
   *
   * @throws SourceRequestError where the answer is not 2xx, too large, or does
   * not come
   */
  fetch(url: string, request?: SourceRequest): Promise<SourceResponse>;
}

/**
 * Brings facts from one outside system.
 *
 * @example
 * ```ts
 * const source = createFactSource({
 *   id: 'sonarqube',
 *   title: 'SonarQube',
 *   schema: z.object({ coverage: z.number().describe('Line coverage, percent') }),
 *   appliesTo: { kind: 'component', 'metadata.annotations.sonarqube.org/project-key': { $exists: true } },
 *   schedule: { frequency: { hours: 1 }, timeout: { minutes: 10 } },
 *   freshness: { days: 1 },
 *   rateLimit: { requests: 600, per: { minutes: 1 } },
 *   async *collect(entities, context) {
 *     for (const entity of entities) {
 *       yield [await readOne(entity, context)];
 *     }
 *   },
 * });
 * ```
 *
 * @public
 */
export interface FactSource<TFact extends JsonObject = JsonObject> {
  /** Name in rules: `facts.<id>`. Letters, digits and underscores. */
  readonly id: string;
  /** Name on pages. */
  readonly title: string;
  /** What it knows, for the page of sources. */
  readonly description?: string;
  /** Shape of a fact, an object. Descriptions are shown to those who write rules. */
  readonly schema: z.ZodType<TFact>;
  /** Entities that it serves; all that a scorecard may apply to by default. */
  readonly appliesTo?: FilterPredicate;
  /**
   * When it is asked about all of them; a run that exceeds `timeout` is cut off,
   * and the next one goes on where it ended. New entities are asked about within
   * a minute.
   */
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  /** Age from which its facts count as unknown. A check may be stricter. */
  readonly freshness: HumanDuration;
  /**
   * The most requests through `context.fetch`, over all replicas: so many at
   * once, then evenly. No limit by default.
   */
  readonly rateLimit?: { requests: number; per: HumanDuration };
  /**
   * Collects facts of the given entities, at most 500, in batches of any size.
   * Each batch is stored before the next one is asked for. Entities that are not
   * mentioned keep what is known of them. A throw fails the rest of the run; an
   * error of one entity should be yielded instead.
   */
  collect(
    entities: readonly Entity[],
    context: CollectContext,
  ): AsyncIterable<ReadonlyArray<CollectedFact<TFact>>>;
  /**
   * Events that say what changed in the outside system: only the entities named
   * are collected.
   */
  readonly events?: {
    topics: string[];
    /** Entity refs that an event is about. */
    affects(event: { topic: string; eventPayload: unknown }): string[];
  };
}

/**
 * Types a source by its schema.
 *
 * @public
 */
export function createFactSource<TFact extends JsonObject>(
  source: FactSource<TFact>,
): FactSource {
  return source as unknown as FactSource;
}
