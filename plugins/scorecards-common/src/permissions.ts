import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of scorecards in permission conditions. @public */
export const RESOURCE_TYPE_SCORECARD = 'scorecards-scorecard';

const resourceType = RESOURCE_TYPE_SCORECARD;

/** See that a scorecard exists and what it demands. @public */
export const scorecardReadPermission = createPermission({
  name: 'scorecards.scorecard.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Add a scorecard. @public */
export const scorecardCreatePermission = createPermission({
  name: 'scorecards.scorecard.create',
  attributes: { action: 'create' },
});

/** Change a scorecard. @public */
export const scorecardUpdatePermission = createPermission({
  name: 'scorecards.scorecard.update',
  attributes: { action: 'update' },
  resourceType,
});

/** Remove a scorecard. @public */
export const scorecardDeletePermission = createPermission({
  name: 'scorecards.scorecard.delete',
  attributes: { action: 'delete' },
  resourceType,
});

/** See how entities stand on a scorecard. Entities must be readable in the catalog as well. @public */
export const verdictReadPermission = createPermission({
  name: 'scorecards.verdict.read',
  attributes: { action: 'read' },
  resourceType,
});

/** See raw facts and the state of their sources. @public */
export const factReadPermission = createPermission({
  name: 'scorecards.fact.read',
  attributes: { action: 'read' },
});

/** Push facts. @public */
export const factWritePermission = createPermission({
  name: 'scorecards.fact.write',
  attributes: { action: 'create' },
});

/** Ask for an entity's facts to be collected now. @public */
export const entityRefreshPermission = createPermission({
  name: 'scorecards.entity.refresh',
  attributes: { action: 'update' },
});

/** All permissions of the plugin. @public */
export const scorecardsPermissions = [
  scorecardReadPermission,
  scorecardCreatePermission,
  scorecardUpdatePermission,
  scorecardDeletePermission,
  verdictReadPermission,
  factReadPermission,
  factWritePermission,
  entityRefreshPermission,
];
