import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import type { OpenCondition } from '../../reading/conditions';
import { auditRecordPermissionResourceRef as resourceRef } from '../resource';

/** Records of what happened to entities that one of the claims owns today. @public */
export const concernsOwnedEntity = createPermissionRule({
  name: 'CONCERNS_OWNED_ENTITY',
  description: 'Allow records that touch an entity of one of the claims',
  resourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, such as those that the user owns through'),
  }),
  apply: ({ owners }, { claims }) => owners.some(ref => claims.includes(ref)),
  toQuery: ({ claims }): OpenCondition => ({ kind: 'owned', claims }),
});
