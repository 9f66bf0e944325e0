import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';
import { dirtyPriority } from '../../database/dirty/markDirty';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import type { Collector, PullSource } from './Collector';
import { startDeadline } from './deadline';

/** How long somebody waits for one source, ms. */
const refreshTimeoutMs = 20_000;

/** Asks one source about one entity while somebody waits; says how that went. */
export async function refreshFrom(
  source: PullSource,
  collector: Collector,
  entity: MirroredEntity,
): Promise<RefreshResult['sources'][number]> {
  const deadline = startDeadline(refreshTimeoutMs, `"${source.id}"`);
  try {
    const outcomes = await collector.collect([entity], {
      signal: deadline.signal,
      priority: dirtyPriority.interactive,
    });
    const outcome = outcomes.get(entity.id) ?? {
      outcome: 'skipped' as const,
      message: 'The source has nothing to say about this entity.',
    };
    return { source: source.id, ...outcome };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { source: source.id, outcome: 'failed', message };
  } finally {
    deadline.clear();
  }
}
