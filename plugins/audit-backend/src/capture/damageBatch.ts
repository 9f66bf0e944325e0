import { randomUUID } from 'crypto';
import type { Batch } from './entries';
import type { Damage } from './spool/Segment';
import { systemDraft } from './systemDraft';

/** A record that says that a part of a spool file could not be read. */
export function damageBatch(
  { file, offset, bytes, torn }: Damage,
  writer: string,
  now: number,
): Batch {
  const draft = systemDraft({
    id: randomUUID(),
    action: torn ? 'spool-cut' : 'spool-damaged',
    severity: torn ? 'low' : 'high',
    outcome: torn ? 'succeeded' : 'failed',
    startedAt: now,
    meta: { file, offset, bytes },
    writer,
  });
  return {
    id: `damage:${file}:${offset}:${bytes}`,
    entries: [{ kind: 'record', draft }],
  };
}
