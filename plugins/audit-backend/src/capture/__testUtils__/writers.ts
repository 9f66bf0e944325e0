import { randomUUID } from 'crypto';
import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  AuditDraft,
  AuditSeverity,
} from '@daytwo/backstage-plugin-audit-common';
import { AuditWriter } from '../AuditWriter';
import type { LogEntry } from '../../log/LogEntry';
import { readCaptureSettings, type CaptureSettings } from '../settings';
import { ManualClock } from './ManualClock';

/** A draft with everything that is needed. */
export function draftWith(some: Partial<AuditDraft> = {}): AuditDraft {
  const id = some.id ?? randomUUID();
  return {
    id,
    correlationId: id,
    plugin: 'catalog',
    event: 'entity-fetch',
    severity: 'low',
    outcome: 'succeeded',
    source: 'auditor',
    startedAt: '2026-11-24T10:00:00.000Z',
    actors: [{ type: 'user', ref: 'user:default/ada' }],
    writer: 'test',
    ...some,
  };
}

/** A record under an id. */
export function record(id: string, severity: AuditSeverity = 'low'): LogEntry {
  return { kind: 'record', draft: draftWith({ id, severity }) };
}

/** Settings for a spool of its own, which is removed after the test. */
export async function settingsWith(
  capture: Record<string, unknown> = {},
): Promise<CaptureSettings> {
  const base = await mkdtemp(join(tmpdir(), 'audit-spool-test-'));
  directories.push(base);
  const config = mockServices.rootConfig({
    data: { audit: { capture: { spool: { directory: base }, ...capture } } },
  });
  return readCaptureSettings(config);
}

/** A writer whose clock stands. */
export function writerWith(settings: CaptureSettings) {
  const clock = new ManualClock();
  const logger = mockServices.logger.mock();
  const writer = AuditWriter.create({ settings, logger, clock });
  writers.push(writer);
  return { writer, clock, logger };
}

/** Waits for what happens by itself, without a clock. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(setImmediate);
  }
}

/** Ids `a-0`, `a-1` and so on. */
export function numbered(prefix: string, n: number): string[] {
  return Array.from({ length: n }, (_, i) => `${prefix}-${i}`);
}

const directories: string[] = [];
const writers: AuditWriter[] = [];

/** To be called after each test. */
export async function cleanUp(): Promise<void> {
  await Promise.all(writers.splice(0).map(writer => writer.stop()));
  for (const directory of directories.splice(0)) {
    await rm(directory, { recursive: true, force: true });
  }
}
