import {
  filterPredicateToFilterFunction,
  type FilterPredicate,
} from '@backstage/filter-predicates';
import type {
  EntityStore,
  MirroredEntity,
} from '../database/entities/EntityStore';

const PAGE = 500;
/** Pages that are kept, for sources that go through them side by side. */
const KEPT = 4;
const KEPT_MS = 5000;

/**
 * Pages of the entities that a source serves. Sources that are asked at the same
 * time share what is read.
 */
export function createEntityPages(
  store: EntityStore,
): (appliesTo?: FilterPredicate) => AsyncGenerator<readonly MirroredEntity[]> {
  const read = remember(after => store.page(after, PAGE));
  return async function* pages(appliesTo) {
    const serves = appliesTo
      ? filterPredicateToFilterFunction(appliesTo)
      : () => true;
    let page = await read(0);
    while (page.length > 0) {
      const served = page.filter(({ entity }) => serves(entity));
      if (served.length > 0) {
        yield served;
      }
      page = await read(page[page.length - 1].id);
    }
  };
}

type Read = (afterId: number) => Promise<MirroredEntity[]>;

/** The same page for a short while. One that is not full is the last: more may follow at any moment. */
function remember(read: Read): Read {
  const kept = new Map<number, Promise<MirroredEntity[]>>();
  return async afterId => {
    const known = kept.get(afterId);
    if (known) {
      return known;
    }
    const reading = read(afterId);
    const forget = () => kept.get(afterId) === reading && kept.delete(afterId);
    kept.set(afterId, reading);
    setTimeout(forget, KEPT_MS).unref();
    if (kept.size > KEPT) {
      kept.delete([...kept.keys()][0]);
    }
    const page = await reading.catch(error => {
      forget();
      throw error;
    });
    if (page.length < PAGE) {
      forget();
    }
    return page;
  };
}
