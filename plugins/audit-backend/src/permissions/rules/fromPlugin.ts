import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { none, type OpenCondition } from '../../reading/conditions';
import { auditRecordPermissionResourceRef as resourceRef } from '../resource';

/** Records of plugins. @public */
export const fromPlugin = createPermissionRule({
  name: 'FROM_PLUGIN',
  description: 'Allow records of one of the plugins',
  resourceRef,
  paramsSchema: z.object({
    plugins: z.array(z.string()).describe('Ids of plugins'),
  }),
  apply: ({ record }, { plugins }) => plugins.includes(record.plugin),
  toQuery: ({ plugins }): OpenCondition =>
    plugins.length === 0 ? none : { kind: 'facets', test: { plugin: plugins } },
});
