import type { MemoryCurve } from '../../server/audit/protocol';

/** The most memory at any time, over that when it began, bytes. */
export function overIdle({ idle, samples }: MemoryCurve): number {
  return Math.max(...samples) - idle;
}
