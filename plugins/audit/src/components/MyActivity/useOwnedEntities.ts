import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useAnswer, type AnswerState } from '@daytwo/ui-kit';

/** As many as one filter of the audit log takes. @internal */
export const MOST_ENTITIES = 50;

/** @internal */
export interface OwnedEntities {
  refs: string[];
  /** There are more than fit a filter. */
  hasMore: boolean;
}

/** What the reader owns by themselves or through their groups. @internal */
export function useOwnedEntities(): AnswerState<OwnedEntities> {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useAnswer({
    api: catalogApi,
    key: 'audit owned entities',
    ask: async () => {
      const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
      // A filter without values is none to the catalog: all would be theirs.
      if (ownershipEntityRefs.length === 0) {
        return { refs: [], hasMore: false };
      }
      const { items, totalItems } = await catalogApi.queryEntities({
        filter: { [`relations.${RELATION_OWNED_BY}`]: ownershipEntityRefs },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        limit: MOST_ENTITIES,
      });
      const refs = items.map(stringifyEntityRef);
      return { refs, hasMore: totalItems > refs.length };
    },
  });
}
