import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import { rateLimitOf } from './http/limits';

const largest = 500;
const smallest = 10;

/** How long a run may take, ms. */
export function timeoutOf({ schedule }: FactSource): number {
  const { timeout } = schedule;
  const duration = 'toObject' in timeout ? timeout.toObject() : timeout;
  return durationToMilliseconds(duration as HumanDuration);
}

/**
 * How many entities to ask about at a time: so few that one run gets through
 * some of these portions within its rate limit.
 */
export function sliceSize(source: FactSource): number {
  const limit = rateLimitOf(source);
  if (!limit) return largest;
  const requests = (limit.requests * timeoutOf(source)) / limit.perMs;
  return Math.max(smallest, Math.min(largest, Math.floor(requests / 4)));
}

/** Entities in portions, beginning behind an id and coming round to it. */
export async function* slicesFrom(
  pages: () => AsyncIterable<readonly MirroredEntity[]>,
  afterId: number,
  size: number,
): AsyncGenerator<readonly MirroredEntity[]> {
  const rounds = [(id: number) => id > afterId, (id: number) => id <= afterId];
  for (const isDue of afterId > 0 ? rounds : [() => true]) {
    for await (const page of pages()) {
      const due = page.filter(({ id }) => isDue(id));
      for (let at = 0; at < due.length; at += size) {
        yield due.slice(at, at + size);
      }
    }
  }
}
