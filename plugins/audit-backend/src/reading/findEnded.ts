import type { FindEnded } from '../log';
import { has } from './conditions';
import type { RecordFinder } from './RecordFinder';

/** Finds outcomes by the correlation of their actions, of which they have the id. */
export function createFindEnded(finder: RecordFinder): FindEnded {
  return async actions => {
    const ids = new Set(actions.map(({ id }) => id));
    const ended = new Set<string>();
    const pages = finder.stream({
      condition: has(
        'correlation',
        actions.map(({ correlationId }) => correlationId),
      ),
      from: 1,
      below: Number.MAX_SAFE_INTEGER,
      order: 'newest',
    });
    for await (const page of pages) {
      for (const { record } of page) {
        if (ids.has(record.id)) {
          ended.add(record.id);
        }
      }
    }
    return ended;
  };
}
