import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';

/** Adds `explain-record`. */
export function addExplainRecord(
  registry: ActionsRegistryService,
  operations: Pick<OperationsOf<AuditRoutes>, 'getRecord' | 'getRelated'>,
): void {
  registry.register({
    name: 'explain-record',
    title: 'Explain a record of the audit log',
    description: `Tells all that is known of one record: who was behind it, what was asked, what changed, what failed, which other records belong to it, and the block it is sealed in.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({ seq: z.number().int().positive().describe('Its place') }),
      output: z =>
        z.object({
          record: z.record(z.unknown()),
          related: z
            .array(z.number())
            .describe('Places of the records of the same action'),
          block: z
            .number()
            .optional()
            .describe('Absent where it is not sealed yet'),
        }),
    },
    action: async ({ input, credentials }) => {
      const asked = {
        params: { seq: input.seq },
        query: {},
        body: undefined,
        credentials,
      };
      const { record, block } = await operations.getRecord(asked);
      const { correlation } = await operations.getRelated(asked);
      return {
        output: {
          record: { ...record },
          related: correlation
            .map(row => row.seq)
            .filter(seq => seq !== record.seq),
          block: block?.header.block,
        },
      };
    },
  });
}
