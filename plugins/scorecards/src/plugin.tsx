import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiCheckDoubleLine } from '@remixicon/react';
import {
  entityScorecardsCard,
  entityScorecardsContent,
  myScorecardsWidget,
  scorecardsApi,
  scorecardsPage,
} from './extensions';
import {
  factsRouteRef,
  rootRouteRef,
  scorecardRouteRef,
  sourcesRouteRef,
} from './routes';

/**
 * Scorecards, for the new frontend system.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'scorecards',
  title: 'Scorecards',
  icon: <RiCheckDoubleLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    scorecardsApi,
    scorecardsPage,
    entityScorecardsCard,
    entityScorecardsContent,
    myScorecardsWidget,
  ],
  routes: {
    root: rootRouteRef,
    scorecard: scorecardRouteRef,
    facts: factsRouteRef,
    sources: sourcesRouteRef,
  },
});
