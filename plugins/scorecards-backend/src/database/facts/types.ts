import type { JsonObject } from '@backstage/types';

/** What a source says about an entity. Instants are milliseconds since the epoch. */
export interface FactWrite {
  entityId: number;
  source: string;
  fact: JsonObject;
  observedAt: number;
}

/** A source says that what it said before still holds. */
export type FactConfirmation = Omit<FactWrite, 'fact'>;

/** A source could not learn about an entity. */
export interface FactError {
  entityId: number;
  source: string;
  message: string;
}

/** How a write marks the entities that it touches. */
export interface WriteOptions {
  now: number;
  cause: string;
  priority: number;
}

/** What became of one item. An older observation than the known one is `unchanged`. */
export type FactOutcome = 'changed' | 'unchanged';

/** A fact as it is known, whole. */
export interface StoredFact {
  source: string;
  data?: JsonObject;
  version: number;
  observedAt?: number;
  changedAt?: number;
  error?: { message: string; at: number };
}

/** A fact as rules read it. */
export interface ReadFact {
  data?: JsonObject;
  version: number;
  observedAt?: number;
  /** Of the last attempt, where it failed. */
  error?: string;
}

/** Numbers about the facts of one source. */
export interface SourceStats {
  /** Entities of which it ever said something, or tried to. */
  entities: number;
  /** Facts older than the source's freshness. */
  stale: number;
  /** Entities whose last attempt failed. */
  failing: number;
  oldestObservedAt?: number;
  recentErrors: Array<{ entityRef: string; message: string; at: number }>;
}
