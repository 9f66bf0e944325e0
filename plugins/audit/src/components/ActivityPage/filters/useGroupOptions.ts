import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useAnswer } from '@daytwo/ui-kit';
import type { UseOptions } from './SearchSelect';

const MOST = 20;

/** Groups of the catalog with the typed words in their name or title. @internal */
export const useGroupOptions: UseOptions = ({ text, skip }) => {
  const catalogApi = useApi(catalogApiRef);
  const { data, loading } = useAnswer({
    api: catalogApi,
    key: `audit groups ${text}`,
    ask: () =>
      catalogApi.queryEntities({
        filter: { kind: 'group' },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.title',
        ],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: MOST,
        ...(text && {
          fullTextFilter: {
            term: text,
            fields: ['metadata.name', 'metadata.title'],
          },
        }),
      }),
    skip,
    keepPrevious: true,
  });
  const options = (data?.items ?? []).map(group => ({
    id: stringifyEntityRef(group),
    label: group.metadata.title ?? group.metadata.name,
  }));
  return { options, isLoading: loading };
};
