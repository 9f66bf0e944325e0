import type { Entity } from '@backstage/catalog-model';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { auditApiFactory } from './api/AuditApi';
import {
  holdsRouteRef,
  rootRouteRef,
  sealRouteRef,
  usageRouteRef,
} from './routes';

/** The audit log, for the legacy frontend system. @public */
export const auditPlugin = createPlugin({
  id: 'audit',
  apis: [auditApiFactory],
  routes: {
    root: rootRouteRef,
    seal: sealRouteRef,
    usage: usageRouteRef,
    holds: holdsRouteRef,
  },
});

/** All pages of the audit log; mount it at `/audit`. @public */
export const AuditPage = auditPlugin.provide(
  createRoutableExtension({
    name: 'AuditPage',
    component: () =>
      import('./components/LegacyAuditPage').then(m => m.LegacyAuditPage),
    mountPoint: rootRouteRef,
  }),
);

/** What happened to the entity of the page; for a route `/activity` of its layout. @public */
export const EntityActivityContent = auditPlugin.provide(
  createComponentExtension({
    name: 'EntityActivityContent',
    component: {
      lazy: () =>
        import('./components/EntityActivity').then(
          m => m.EntityActivityContent,
        ),
    },
  }),
);

/** What the person of the page did last. @public */
export const UserActivityCard = auditPlugin.provide(
  createComponentExtension({
    name: 'UserActivityCard',
    component: {
      lazy: () =>
        import('./components/EntityActivity').then(m => m.UserActivityCard),
    },
  }),
);

/** What happened to the reader's own entities, for the home page. @public */
export const HomePageMyActivity = auditPlugin.provide(
  createCardExtension({
    name: 'DaytwoMyActivity',
    title: 'Recent activity on my entities',
    description: 'What happened to what you own, and by whom',
    components: () =>
      import('./components/MyActivity').then(m => ({ Content: m.MyActivity })),
    layout: { height: { minRows: 4 }, width: { minColumns: 4 } },
  }),
);

/**
 * Whether an entity is a person, for `EntitySwitch` around `UserActivityCard`.
 *
 * @public
 */
export function isPerson(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'user';
}
