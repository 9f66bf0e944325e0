import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  entityRefreshPermission,
  factWritePermission,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Role } from './roles';

type LimitedRole = Exclude<Role, 'platform'>;
type Rights = Record<LimitedRole, readonly string[]>;

/** Kinds that also a contractor may read whoever owns them: a portal of nameless people helps nobody. */
export const sharedCatalogKinds = ['User', 'Group', 'Scorecard'];

const scaffolderWork = [
  'scaffolder.task.create',
  'scaffolder.task.cancel',
  'scaffolder.action.execute',
];

const developerWork = [
  entityRefreshPermission.name,
  catalogEntityValidatePermission.name,
  ...scaffolderWork,
];

/** What a role may do besides reading, to anything. */
export const workOf: Rights = {
  auditor: [],
  contractor: [],
  developer: developerWork,
  lead: [
    ...developerWork,
    factWritePermission.name,
    catalogEntityCreatePermission.name,
    catalogLocationAnalyzePermission.name,
    catalogLocationCreatePermission.name,
  ],
};

/** What a role may do to catalog entities that it owns. */
export const ownCatalogChanges: Rights = {
  auditor: [],
  contractor: [],
  developer: [catalogEntityRefreshPermission.name],
  lead: [
    catalogEntityRefreshPermission.name,
    catalogEntityDeletePermission.name,
  ],
};
