import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';

/** Which backend a process runs. */
export interface ServerOptions {
  kind: 'scorecards' | 'tech-insights';
  /** `backend.database` of app-config. */
  database: JsonObject;
  seed: number;
  components: number;
  /**
   * Whether facts are reported to the backend, or collected by it. Collected
   * ones are made by `prepareFacts`.
   */
  facts: 'push' | 'collect';
  /** Tech Insights: how many checks it has. */
  checks?: number;
}

/** Facts that the next collection brings. */
export interface PreparedFacts {
  /** New values for all, or for a share of the facts only. */
  round: number;
  share?: number;
  /** Bring only those that differ, and not all. */
  onlyChanged?: boolean;
}

/** What a process saw of itself while it was watched. */
export interface Observation {
  /** Resident memory when it began, and at most, bytes. */
  idleRss: number;
  peakRss: number;
  /** Delay of the event loop, milliseconds. */
  loopP99: number;
  loopMax: number;
}

/** What a process can be asked to do beside its HTTP API. */
export interface Commands {
  apply(scorecards: Entity[]): Promise<void>;
  sweepAll(): Promise<void>;
  /** Waits until nothing is left to evaluate and all sums are made. */
  settle(): Promise<void>;
  /** Waits until nothing is left to evaluate. */
  evaluated(): Promise<void>;
  prepareFacts(facts: PreparedFacts): Promise<number>;
  /** Collects the facts of all sources, as their schedules would. */
  collect(): Promise<void>;
  /** Tells by event of which entities the facts of a source changed; these are collected. */
  announce(): Promise<void>;
  startWatch(): Promise<void>;
  stopWatch(): Promise<Observation>;
}

/** From the parent. */
export interface CommandMessage {
  id: number;
  name: string;
  args: unknown[];
}

/** To the parent. */
export type ServerMessage =
  | { type: 'ready'; port: number }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; error: string };
