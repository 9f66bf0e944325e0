import {
  ApiBlueprint,
  configApiRef,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { AnalyticsImplementationBlueprint } from '@backstage/plugin-app-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { RiHistoryLine } from '@remixicon/react';
import { AuditAnalytics } from './analytics';
import { auditApiFactory } from './api/AuditApi';
import { rootRouteRef } from './routes';

/** @internal */
export const auditApi = ApiBlueprint.make({
  params: defineParams => defineParams(auditApiFactory),
});

/** One of those that the app has; does nothing unless it is turned on. @internal */
export const auditAnalytics = AnalyticsImplementationBlueprint.make({
  params: defineParams =>
    defineParams({
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
      },
      factory: options => AuditAnalytics.fromConfig(options),
    }),
});

/** @internal */
export const auditPage = PageBlueprint.make({
  params: {
    path: '/audit',
    title: 'Audit',
    icon: <RiHistoryLine />,
    routeRef: rootRouteRef,
    loader: async () => {
      const { AuditRouter } = await import('./components/AuditRouter');
      return <AuditRouter />;
    },
  },
});

/** @internal */
export const entityActivityContent = EntityContentBlueprint.make({
  params: {
    path: '/activity',
    title: 'Activity',
    icon: <RiHistoryLine />,
    loader: async () => {
      const { EntityActivityContent } = await import(
        './components/EntityActivity'
      );
      return <EntityActivityContent />;
    },
  },
});

/** @internal */
export const userActivityCard = EntityCardBlueprint.make({
  name: 'recent',
  params: {
    type: 'content',
    filter: { kind: 'user' },
    loader: async () => {
      const { UserActivityCard } = await import('./components/EntityActivity');
      return <UserActivityCard />;
    },
  },
});

/** @internal */
export const myActivityWidget = HomePageWidgetBlueprint.make({
  name: 'mine',
  params: {
    name: 'DaytwoMyActivity',
    title: 'Recent activity on my entities',
    description: 'What happened to what you own, and by whom',
    layout: { height: { minRows: 4 }, width: { minColumns: 4 } },
    components: async () => {
      const { MyActivity } = await import('./components/MyActivity');
      return { Content: MyActivity };
    },
  },
});
