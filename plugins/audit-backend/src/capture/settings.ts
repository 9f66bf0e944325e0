import { createHash } from 'crypto';
import { tmpdir } from 'os';
import { join } from 'path';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import {
  auditSeverities,
  type AuditSeverity,
} from '@daytwo/backstage-plugin-audit-common';
import { readBytes } from './readBytes';

/** What happens to an entry while the database cannot take it. */
export type OnUnavailable = 'spool' | 'wait';

/** `audit.capture` in app-config, read once. */
export interface CaptureSettings {
  onUnavailable: Record<AuditSeverity, OnUnavailable>;
  /** How long `wait` waits before it spools after all, milliseconds. */
  waitForMs: number;
  /** A flush that takes longer counts as failed, milliseconds. */
  flushTimeoutMs: number;
  /** In memory at most; beyond it entries are spooled or have to wait. */
  maxWaiting: { entries: number; bytes: number };
  /** Of one batch. */
  maxBatch: { entries: number; bytes: number };
  spool: { directory: string; maxBytes: number };
  /** Whether what is of low severity, reads mostly, is noted before it happens too; it costs a second commit. */
  intents: 'all' | 'writes';
  /** Of one entry, as JSON. */
  maxBytes: number;
}

const MB = 1024 * 1024;

/** Reads `audit.capture`; all of it may be left out. */
export function readCaptureSettings(root: Config): CaptureSettings {
  const config = root.getOptionalConfig('audit.capture');
  return {
    onUnavailable: readPolicies(config),
    waitForMs: readMs(config, 'waitFor', 10_000),
    flushTimeoutMs: readMs(config, 'flushTimeout', 10_000),
    maxWaiting: {
      entries: config?.getOptionalNumber('maxWaiting.entries') ?? 1_000,
      bytes: readBytes(config, 'maxWaiting.bytes') ?? 64 * MB,
    },
    maxBatch: { entries: 500, bytes: 4 * MB },
    spool: {
      directory:
        config?.getOptionalString('spool.directory') ?? defaultDirectory(root),
      maxBytes: readBytes(config, 'spool.maxBytes') ?? 1024 * MB,
    },
    intents: readChoice(config, 'intents', ['writes', 'all'] as const),
    maxBytes: readBytes(config, 'maxBytes') ?? 32 * 1024,
  };
}

function readPolicies(config?: Config): CaptureSettings['onUnavailable'] {
  const policies = auditSeverities.map(severity => [
    severity,
    readChoice(config, `onUnavailable.${severity}`, ['spool', 'wait'] as const),
  ]);
  return Object.fromEntries(policies);
}

/** The first choice is what holds where nothing is set. */
function readChoice<T extends string>(
  config: Config | undefined,
  key: string,
  choices: readonly [T, ...T[]],
): T {
  const given = config?.getOptionalString(key) ?? choices[0];
  const choice = choices.find(c => c === given);
  if (choice === undefined) {
    throw new Error(
      `audit.capture.${key} is '${given}'; it must be one of ${choices.join(
        ', ',
      )}`,
    );
  }
  return choice;
}

function readMs(config: Config | undefined, key: string, otherwise: number) {
  return config?.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : otherwise;
}

/** The same after a restart, and another for each user and each database. */
function defaultDirectory(root: Config): string {
  const database = JSON.stringify([
    root.getOptional('backend.database'),
    root.getOptional('backend.baseUrl'),
  ]);
  const hash = createHash('sha256').update(database).digest('hex');
  return join(
    tmpdir(),
    `backstage-audit-spool-${process.getuid?.() ?? 'user'}-${hash.slice(
      0,
      12,
    )}`,
  );
}
