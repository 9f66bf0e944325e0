import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useAsyncList } from '@backstage/ui';
import {
  catalogApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { measuredKinds } from '../../measuredEntities';

const MOST = 20;
const TYPING_MS = 150;

interface Suggestion {
  id: string;
  label: string;
  description?: string;
}

function toSuggestion(entity: Entity): Suggestion {
  const name = humanizeEntityRef(entity);
  const { title } = entity.metadata;
  return {
    id: stringifyEntityRef(entity),
    label: name,
    ...(title && { description: title }),
  };
}

/** Waits a moment; the list aborts it when another letter is typed. */
function whileTyping(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, TYPING_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Entities with the typed words in their name or title, from the catalog. @internal */
export function useEntitySuggestions() {
  const catalogApi = useApi(catalogApiRef);
  return useAsyncList<Suggestion>({
    load: async ({ filterText, signal }) => {
      const term = filterText?.trim();
      if (term) {
        await whileTyping(signal);
      }
      const { items } = await catalogApi.queryEntities({
        filter: { kind: measuredKinds },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.title',
        ],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: MOST,
        ...(term && {
          fullTextFilter: { term, fields: ['metadata.name', 'metadata.title'] },
        }),
      });
      return { items: items.map(toSuggestion) };
    },
  });
}
