import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** Where the plugin's migrations are. */
export const migrations = resolvePackagePath(
  '@daytwo/backstage-plugin-scorecards-backend',
  'migrations',
);
