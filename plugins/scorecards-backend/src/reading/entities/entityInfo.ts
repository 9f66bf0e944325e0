import type { EntityRowsResponse } from '@daytwo/backstage-plugin-scorecards-common';
import type { EntityRow } from '../../database/rows';
import { raw } from '../../permissions/entityVisibility';

/** What pages show of an entity. */
export type EntityInfo = EntityRowsResponse['items'][number]['entity'];

/** Columns that {@link toEntityInfo} reads. */
export type EntityInfoRow = Pick<
  EntityRow,
  'ref' | 'title' | 'type' | 'lifecycle' | 'owner_ref' | 'system_ref'
>;

/** The same for a statement over `entities e`. */
export const entityInfoColumns = raw(
  'e.ref, e.title, e.type, e.lifecycle, e.owner_ref, e.system_ref',
);

export function toEntityInfo(row: EntityInfoRow): EntityInfo {
  return {
    ref: row.ref,
    ...(row.title !== null && { title: row.title }),
    ...(row.type !== null && { type: row.type }),
    ...(row.lifecycle !== null && { lifecycle: row.lifecycle }),
    ...(row.owner_ref !== null && { ownerRef: row.owner_ref }),
    ...(row.system_ref !== null && { systemRef: row.system_ref }),
  };
}
