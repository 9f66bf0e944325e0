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

/** Reads what a record says about the seal; undefined where it says nothing. */
export function readSpecial(body: string): SpecialRecord | undefined {
  if (!body.includes('"source":"system"')) {
    return undefined;
  }
  const { source, plugin, event, id, meta } = JSON.parse(body) as AuditDraft;
  if (source !== 'system' || plugin !== 'audit') {
    return undefined;
  }
  if (event === KEY_ROTATION) {
    const rotation = meta as unknown as Rotation;
    return { kind: KEY_ROTATION, rotation };
  }
  const blocks = meta?.blocks as BlockRange[] | undefined;
  return event === RETENTION && Array.isArray(blocks)
    ? { kind: RETENTION, id, blocks }
    : undefined;
}
