import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { entityRefreshPermission } from '@daytwo/backstage-plugin-scorecards-common';
import type { Operations } from '../routes/operations';

/** Adds `refresh-entity`. */
export function addRefreshEntity(
  registry: ActionsRegistryService,
  operations: Pick<Operations, 'refreshEntity'>,
): void {
  registry.register({
    name: 'refresh-entity',
    title: 'Refresh the facts of an entity',
    description: `Collects the facts of one catalog entity from their sources now, instead of at the next scheduled run, so that its verdicts are up to date a moment later. Limited in rate: once in half a minute for an entity.`,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: entityRefreshPermission,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity ref, such as component:default/cart'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          sources: z.array(
            z.object({
              source: z.string(),
              outcome: z.enum(['changed', 'unchanged', 'failed', 'skipped']),
              message: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => ({
      output: await operations.refreshEntity({
        params: { entityRef: input.entityRef },
        query: {},
        body: undefined,
        credentials,
      }),
    }),
  });
}
