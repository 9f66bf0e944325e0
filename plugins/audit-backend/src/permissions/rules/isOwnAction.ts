import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { has } from '../../reading/conditions';
import { auditRecordPermissionResourceRef as resourceRef } from '../resource';

/** Records in whose chain of actors one of the claims is. @public */
export const isOwnAction = createPermissionRule({
  name: 'IS_OWN_ACTION',
  description: 'Allow records of what one of the claims did',
  resourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Refs of the user, or of who else acts'),
  }),
  apply: ({ record }, { claims }) =>
    record.actors.some(actor => claims.includes(actor.ref)),
  toQuery: ({ claims }) => has('actor', claims),
});
