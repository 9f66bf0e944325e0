import type { JsonObject } from '@backstage/types';

/** What a backend with the audit plugin is given. */
export interface AuditServerOptions {
  /** `backend.database` of app-config. */
  database: JsonObject;
  seed: number;
  /** Folder of its spool. */
  spool: string;
  /** Records of a block; as by default where absent. */
  sealEvery?: number;
}

/** The auditor of the plugin, or the one that Backstage has by default and that only logs. */
export type AuditorName = 'daytwo' | 'default';

/** Events to be reported; each has a number of its own. */
export interface Load {
  auditor: AuditorName;
  /** Number of the first one. */
  first: number;
  events: number;
}

/** What something took. */
export interface Cost {
  ms: number;
  /** Of this process, all threads. */
  cpuMs: number;
}

/** How long those who act waited, milliseconds, by event. */
export interface Waits {
  start: number[];
  outcome: number[];
}

/** Resident memory over time, bytes. */
export interface MemoryCurve {
  /** When it began. */
  idle: number;
  /** At equal distances. */
  samples: number[];
}

/** What the process can be asked to do beside its HTTP API. */
export interface AuditCommands {
  /** Reports events as fast as they are taken, so many at a time. */
  drive(load: Load & { atOnce: number }): Promise<Cost>;
  /** Reports events at a rate, however many are under way. */
  pace(load: Load & { perSecond: number }): Promise<Waits>;
  /** Runs a task of the plugin's, which the clock does not. */
  trigger(task: string): Promise<Cost>;
  startMemory(): Promise<void>;
  stopMemory(): Promise<MemoryCurve>;
}
