import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

// Refs of core-plugin-api, read with its `useRouteRef`, work in both frontend
// systems; those of frontend-plugin-api do not in a legacy app.

/** What happened in the portal. @public */
export const rootRouteRef = createRouteRef({ id: 'audit' });

/** State of the log and its seal. @public */
export const sealRouteRef = createSubRouteRef({
  id: 'audit.seal',
  parent: rootRouteRef,
  path: '/seal',
});

/** Legal holds: what must not be pruned. @public */
export const holdsRouteRef = createSubRouteRef({
  id: 'audit.holds',
  parent: rootRouteRef,
  path: '/holds',
});

/** Which automations are used, how, and by whom. @public */
export const usageRouteRef = createSubRouteRef({
  id: 'audit.usage',
  parent: rootRouteRef,
  path: '/usage',
});
