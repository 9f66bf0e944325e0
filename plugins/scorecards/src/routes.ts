import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

// Refs of core-plugin-api, read with its `useRouteRef`, work in both frontend
// systems; those of frontend-plugin-api do not in a legacy app.

/** The list of scorecards. @public */
export const rootRouteRef = createRouteRef({ id: 'scorecards' });

/** One scorecard. @public */
export const scorecardRouteRef = createSubRouteRef({
  id: 'scorecards.scorecard',
  parent: rootRouteRef,
  path: '/:namespace/:name',
});

/** What is known about an entity, given as `?entity=<ref>`. @public */
export const factsRouteRef = createSubRouteRef({
  id: 'scorecards.facts',
  parent: rootRouteRef,
  path: '/facts',
});

/** Where facts come from, and whether that works. @public */
export const sourcesRouteRef = createSubRouteRef({
  id: 'scorecards.sources',
  parent: rootRouteRef,
  path: '/sources',
});
