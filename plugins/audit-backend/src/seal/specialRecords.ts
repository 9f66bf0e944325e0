import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { randomUUID } from 'crypto';

/*
 * Records by which the audit log accounts for its own seal. Each is sealed in a
 * block of its own and kept for good, so that what verifies an export can be
 * given them as they are.
 */

/** A change of the key that signs. */
export interface Rotation {
  from: string;
  to: string;
  /** Of the new one, PEM. */
  publicKey: string;
}

/** First and last of consecutive blocks. */
export type BlockRange = [from: number, to: number];

/** What a record says about the seal. */
export type SpecialRecord =
  | { kind: 'key-rotation'; rotation: Rotation }
  | { kind: 'retention'; id: string; blocks: BlockRange[] };

const KEY_ROTATION = 'key-rotation';
const RETENTION = 'retention';

function systemDraft(
  event: string,
  meta: AuditDraft['meta'],
  now: number,
): AuditDraft {
  const id = randomUUID();
  return {
    id,
    correlationId: id,
    plugin: 'audit',
    event,
    severity: 'high',
    outcome: 'succeeded',
    source: 'system',
    startedAt: new Date(now).toISOString(),
    actors: [{ type: 'plugin', ref: 'plugin:audit' }],
    meta,
    writer: 'audit-seal',
  };
}

/** The record of a change of key. */
export function rotationDraft(rotation: Rotation, now: number): AuditDraft {
  return systemDraft(KEY_ROTATION, { ...rotation }, now);
}

/** The record of what retention prunes. */
export function retentionDraft(
  pruned: { blocks: BlockRange[]; records: number; policy: string },
  now: number,
): AuditDraft {
  return systemDraft(RETENTION, { ...pruned }, now);
}

function parse(body: string): Partial<AuditDraft> | undefined {
  try {
    return JSON.parse(body) as AuditDraft;
  } catch {
    return undefined;
  }
}

function isRange(value: unknown): value is BlockRange {
  return (
    Array.isArray(value) && value.length === 2 && value.every(Number.isInteger)
  );
}

/** Reads what a record says about the seal; undefined where it says nothing, or was edited. */
export function readSpecial(body: string): SpecialRecord | undefined {
  const told = body.includes('"source":"system"') ? parse(body) : undefined;
  const { source, plugin, event, id, meta } = told ?? {};
  if (source !== 'system' || plugin !== 'audit') {
    return undefined;
  }
  if (event === KEY_ROTATION) {
    const { from, to, publicKey } = meta ?? {};
    return [from, to, publicKey].every(value => typeof value === 'string')
      ? { kind: KEY_ROTATION, rotation: { from, to, publicKey } as Rotation }
      : undefined;
  }
  const blocks = meta?.blocks;
  return event === RETENTION && Array.isArray(blocks) && blocks.every(isRange)
    ? { kind: RETENTION, id: String(id), blocks: blocks as BlockRange[] }
    : undefined;
}
