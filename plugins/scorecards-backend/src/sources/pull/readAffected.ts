import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PullSource } from './Collector';
import { readRef } from '../push/parseReport';

/** More entities than this are no news but a sweep: that is what the schedule is for. */
const mostAffected = 1000;

/** Refs of the entities that an event is about, as the source says. */
export function readAffected(
  source: PullSource,
  event: { topic: string; eventPayload: unknown },
  logger: LoggerService,
): string[] {
  try {
    const refs = source.source.events?.affects(event) ?? [];
    const read = refs.slice(0, mostAffected).map(readRef);
    return [...new Set(read.flatMap(ref => (ref.ok ? [ref.value] : [])))];
  } catch (error) {
    logger.warn(
      `The source of facts "${source.id}" does not understand an event of ${event.topic}: ${error}`,
    );
    return [];
  }
}
