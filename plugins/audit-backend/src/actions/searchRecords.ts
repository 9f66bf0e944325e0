import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import {
  recordFilterSchema,
  type AuditRoutes,
  type RecordFilter,
  type RecordRow,
} from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';

/** Adds `search-records`. */
export function addSearchRecords(
  registry: ActionsRegistryService,
  operations: Pick<OperationsOf<AuditRoutes>, 'listRecords'>,
): void {
  registry.register({
    name: 'search-records',
    title: 'Search the audit log',
    description: `Finds what people, agents and plugins did in this portal, newest first: who, what, on which entities, with which outcome.
Shows only records that you may see; "restricted" says whether that leaves any out. Searching is itself recorded.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          actor: z
            .string()
            .optional()
            .describe('Entity ref of who acted, such as user:default/dana'),
          entity: z
            .string()
            .optional()
            .describe('Entity ref of what was touched'),
          plugin: z.string().optional(),
          outcome: z
            .enum(['succeeded', 'failed', 'denied', 'abandoned'])
            .optional(),
          from: z.string().optional().describe('ISO 8601'),
          to: z.string().optional().describe('ISO 8601'),
          text: z
            .string()
            .optional()
            .describe('Words that must all be in the record'),
          limit: z.number().int().min(1).max(100).optional(),
          cursor: z.string().optional().describe('From the answer before'),
        }),
      output: z =>
        z.object({
          records: z.array(
            z.object({
              seq: z.number().describe('Place in the log'),
              at: z.string(),
              actors: z
                .array(z.string())
                .describe('From the person to what acted last'),
              did: z.string().describe('plugin.event.action'),
              entities: z.array(z.string()),
              outcome: z.string(),
              summary: z.string().optional(),
            }),
          ),
          nextCursor: z.string().optional(),
          restricted: z.boolean(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { text, limit = 20, cursor, ...filter } = input;
      const { items, nextCursor, restricted } = await operations.listRecords({
        params: {},
        query: {
          ...readFilter({ ...filter, q: text }),
          limit,
          cursor,
        },
        body: undefined,
        credentials,
      });
      return {
        output: { records: items.map(toOutput), nextCursor, restricted },
      };
    },
  });
}

/** @throws InputError naming what is wrong */
function readFilter(filter: object): RecordFilter {
  const { data, error } = recordFilterSchema.safeParse(filter);
  if (error) {
    const [{ path, message }] = error.issues;
    throw new InputError(
      `${path.join('.').replace(/^q$/, 'text')}: ${message}`,
    );
  }
  return data;
}

function toOutput(row: RecordRow) {
  const { seq, at, entities, outcome, summary } = row;
  return {
    seq,
    at,
    actors: row.actors.map(actor => actor.ref),
    did: [row.plugin, row.event, row.action].filter(Boolean).join('.'),
    entities,
    outcome,
    summary,
  };
}
