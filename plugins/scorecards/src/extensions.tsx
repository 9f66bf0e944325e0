import { ApiBlueprint, PageBlueprint } from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { RiCheckDoubleLine } from '@remixicon/react';
import { scorecardsApiFactory } from './api/ScorecardsApi';
import { measuredEntities } from './measuredEntities';
import { rootRouteRef } from './routes';

/** @internal */
export const scorecardsApi = ApiBlueprint.make({
  params: defineParams => defineParams(scorecardsApiFactory),
});

/** @internal */
export const scorecardsPage = PageBlueprint.make({
  params: {
    path: '/scorecards',
    title: 'Scorecards',
    icon: <RiCheckDoubleLine />,
    routeRef: rootRouteRef,
    loader: async () => {
      const { ScorecardsRouter } = await import('./components/ScorecardsPage');
      return <ScorecardsRouter />;
    },
  },
});

/** @internal */
export const entityScorecardsCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'info',
    filter: measuredEntities,
    loader: async () => {
      const { EntityScorecardsCard } = await import(
        './components/EntityScorecardsCard'
      );
      return <EntityScorecardsCard />;
    },
  },
});

/** @internal */
export const entityScorecardsContent = EntityContentBlueprint.make({
  params: {
    path: '/scorecards',
    title: 'Scorecards',
    icon: <RiCheckDoubleLine />,
    filter: measuredEntities,
    loader: async () => {
      const { EntityScorecardsContent } = await import(
        './components/EntityScorecardsContent'
      );
      return <EntityScorecardsContent />;
    },
  },
});

/** @internal */
export const myScorecardsWidget = HomePageWidgetBlueprint.make({
  name: 'mine',
  params: {
    name: 'DaytwoMyScorecards',
    title: 'My scorecards',
    description: 'How your entities stand, and what to mend first',
    layout: { height: { minRows: 4 }, width: { minColumns: 4 } },
    components: async () => {
      const { MyScorecards } = await import('./components/MyScorecards');
      return { Content: MyScorecards };
    },
  },
});
