import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** What the catalog is asked with. */
export interface CatalogOptions {
  catalog: Pick<CatalogService, 'getEntitiesByRefs' | 'queryEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  now?: () => number;
}

/** How long answers of the catalog are good for, ms. */
export const KEPT_MS = 60_000;

/** How many of them are kept. */
export const MOST_KEPT = 500;
