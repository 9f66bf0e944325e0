import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import type { OpenCondition } from '../../reading/conditions';
import { auditRecordPermissionResourceRef as resourceRef } from '../resource';

/** Records of what members of a group did, or of a group below it. @public */
export const actorInGroup = createPermissionRule({
  name: 'ACTOR_IN_GROUP',
  description: 'Allow records of what members of one of the groups did, nested',
  resourceRef,
  paramsSchema: z.object({
    groups: z.array(z.string()).describe('Refs of groups'),
  }),
  apply: ({ groups: actual }, { groups }) =>
    actual.some(ref => groups.includes(ref)),
  toQuery: ({ groups }): OpenCondition => ({ kind: 'members', groups }),
});
