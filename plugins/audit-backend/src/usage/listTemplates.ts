import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogOptions } from '../reading/catalog/CatalogOptions';

const MOST = 1000;

/** Refs of the templates in the catalog. */
export async function listTemplates({
  catalog,
  auth,
}: CatalogOptions): Promise<string[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.queryEntities(
    {
      filter: { kind: 'template' },
      fields: ['kind', 'metadata.namespace', 'metadata.name'],
      limit: MOST,
    },
    { credentials },
  );
  return items.map(entity => stringifyEntityRef(entity));
}
