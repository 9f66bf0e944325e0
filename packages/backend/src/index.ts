import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// The portal
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

// People and their rights
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./auth/demoProviderModule'));
backend.add(import('./auth/nestedOwnershipModule'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permission/demoPolicyModule'));

// Documentation and search
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('./techdocs/markdownModule'));
backend.add(import('@backstage/plugin-search-backend'));
// Takes over where the database is PostgreSQL; elsewhere the index is in memory.
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// Daytwo
backend.add(import('@daytwo/backstage-plugin-catalog-backend-module-daytwo'));
backend.add(import('@daytwo/backstage-plugin-audit-backend'));
backend.add(import('@daytwo/backstage-plugin-scorecards-backend'));
backend.add(import('@daytwo/backstage-plugin-scorecards-backend-module-http'));

backend.add(import('./demo/demoPlugin'));

backend.start();
