import { CATALOG_SOURCE } from '../SourceRegistry';
import type { RegisteredSource } from '../RegisteredSource';
import { zodJsonSchema, zodProblems } from '../zodSource';
import { catalogFactSchema } from './schema';

/** The built-in source: what the catalog itself says, kept with the mirror. */
export const catalogSource: RegisteredSource = {
  id: CATALOG_SOURCE,
  title: 'Catalog',
  description:
    'What the catalog itself says about an entity: owner, relations, documentation, API definition, errors. Always up to date with the catalog, so it never grows stale.',
  mode: 'builtin',
  schema: zodJsonSchema(catalogFactSchema),
  validate: fact => zodProblems(catalogFactSchema, fact),
};
