import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiHistoryLine } from '@remixicon/react';
import {
  auditAnalytics,
  auditApi,
  auditPage,
  entityActivityContent,
  myActivityWidget,
  userActivityCard,
} from './extensions';
import {
  holdsRouteRef,
  rootRouteRef,
  sealRouteRef,
  usageRouteRef,
} from './routes';

/**
 * The audit log, for the new frontend system.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'audit',
  title: 'Audit',
  icon: <RiHistoryLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    auditApi,
    auditPage,
    entityActivityContent,
    userActivityCard,
    myActivityWidget,
    auditAnalytics,
  ],
  routes: {
    root: rootRouteRef,
    seal: sealRouteRef,
    usage: usageRouteRef,
    holds: holdsRouteRef,
  },
});
