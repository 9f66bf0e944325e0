import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { scorecardsPermissions } from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import type { ScorecardRow } from '../database/rows';
import {
  scorecardPermissionResourceRef,
  scorecardPermissionRules,
  type ScorecardResource,
} from './scorecardRules';

/** A stored scorecard as rules see it. */
export function toScorecardResource(
  row: Pick<ScorecardRow, 'ref' | 'owner_ref' | 'tags'>,
): ScorecardResource {
  return {
    ref: row.ref,
    ownerRef: row.owner_ref,
    tags: JSON.parse(row.tags) as string[],
  };
}

async function findResources(
  knex: Knex,
  refs: string[],
): Promise<Array<ScorecardResource | undefined>> {
  const rows = await knex<ScorecardRow>('scorecards')
    .whereIn('ref', refs)
    .whereNull('removed_at')
    .select('ref', 'owner_ref', 'tags');
  const found = new Map(rows.map(row => [row.ref, toScorecardResource(row)]));
  return refs.map(ref => found.get(ref));
}

/** Tells the permission system what there is to decide about scorecards. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  knex: Knex,
): void {
  registry.addResourceType({
    resourceRef: scorecardPermissionResourceRef,
    permissions: scorecardsPermissions,
    rules: Object.values(scorecardPermissionRules),
    getResources: refs => findResources(knex, refs),
  });
}
