import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';

/** Adds `verify-log`. */
export function addVerifyLog(
  registry: ActionsRegistryService,
  operations: Pick<OperationsOf<AuditRoutes>, 'verify'>,
): void {
  registry.register({
    name: 'verify-log',
    title: 'Verify the audit log',
    description: `Recomputes every hash, checks every signature and link of a range of blocks, and says what does not fit: records that were edited, deleted, moved or added. For those who may see the whole log.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          fromBlock: z.number().int().positive().optional(),
          toBlock: z.number().int().positive().optional(),
        }),
      output: z =>
        z.object({
          blocks: z.number(),
          records: z.number(),
          unsealed: z.number().describe('Records that are not proved yet'),
          problems: z.array(z.string()).describe('Empty where all fits'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { blocks, records, unsealed, problems } = await operations.verify({
        params: {},
        query: {},
        body: input,
        credentials,
      });
      const messages = problems.map(({ block, seq, message }) =>
        [block && `block ${block}`, seq && `record ${seq}`, message]
          .filter(Boolean)
          .join(', '),
      );
      return { output: { blocks, records, unsealed, problems: messages } };
    },
  });
}
