import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import type { Entity } from '@backstage/catalog-model';
import { scorecardsApiFactory } from './api/ScorecardsApi';
import { measuredKinds } from './measuredEntities';
import {
  factsRouteRef,
  rootRouteRef,
  scorecardRouteRef,
  sourcesRouteRef,
} from './routes';

/** Scorecards, for the legacy frontend system. @public */
export const scorecardsPlugin = createPlugin({
  id: 'scorecards',
  apis: [scorecardsApiFactory],
  routes: {
    root: rootRouteRef,
    scorecard: scorecardRouteRef,
    facts: factsRouteRef,
    sources: sourcesRouteRef,
  },
});

/** All pages of scorecards; mount it at `/scorecards`. @public */
export const ScorecardsPage = scorecardsPlugin.provide(
  createRoutableExtension({
    name: 'ScorecardsPage',
    component: () =>
      import('./components/LegacyScorecardsPage').then(
        m => m.LegacyScorecardsPage,
      ),
    mountPoint: rootRouteRef,
  }),
);

/** How the entity of the page stands, in brief. @public */
export const EntityScorecardsCard = scorecardsPlugin.provide(
  createComponentExtension({
    name: 'EntityScorecardsCard',
    component: {
      lazy: () =>
        import('./components/EntityScorecardsCard').then(
          m => m.EntityScorecardsCard,
        ),
    },
  }),
);

/** Every check of the entity of the page; for a route `/scorecards` of its layout. @public */
export const EntityScorecardsContent = scorecardsPlugin.provide(
  createComponentExtension({
    name: 'EntityScorecardsContent',
    component: {
      lazy: () =>
        import('./components/EntityScorecardsContent').then(
          m => m.EntityScorecardsContent,
        ),
    },
  }),
);

/** The reader's own entities, for the home page. @public */
export const HomePageMyScorecards = scorecardsPlugin.provide(
  createCardExtension({
    name: 'DaytwoMyScorecards',
    title: 'My scorecards',
    description: 'How your entities stand, and what to mend first',
    components: () =>
      import('./components/MyScorecards').then(m => ({
        Content: m.MyScorecards,
      })),
    layout: { height: { minRows: 4 }, width: { minColumns: 4 } },
  }),
);

/**
 * Whether an entity is of a kind that scorecards are commonly about, for
 * `EntitySwitch` and the `if` of `EntityLayout.Route`.
 *
 * @public
 */
export function isScorecardsAvailable(entity: Entity): boolean {
  return measuredKinds.includes(entity.kind.toLocaleLowerCase('en-US'));
}
