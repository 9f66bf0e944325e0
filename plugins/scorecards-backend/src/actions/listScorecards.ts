import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Operations } from '../routes/operations';

/** Adds `list-scorecards`. */
export function addListScorecards(
  registry: ActionsRegistryService,
  operations: Pick<Operations, 'listScorecards'>,
): void {
  registry.register({
    name: 'list-scorecards',
    title: 'List scorecards',
    description: `Lists the scorecards of this portal: the standards that catalog entities are held against, with how many entities reach which level.
Numbers count only entities that you may see; "partial" says whether that leaves any out. A score is a percentage from 0 to 100.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({}),
      output: z =>
        z.object({
          scorecards: z.array(
            z.object({
              ref: z
                .string()
                .describe('Entity ref, such as scorecard:default/readiness'),
              title: z.string(),
              description: z.string().optional(),
              ownerRef: z.string(),
              valid: z
                .boolean()
                .describe('Whether its newest text is valid and runs'),
              entities: z.number(),
              score: z.number().optional().describe('Mean, in percent'),
              coverage: z
                .number()
                .optional()
                .describe('Percent of verdicts that are known'),
              levels: z
                .array(z.object({ name: z.string(), entities: z.number() }))
                .describe('Rising; the first one is "none"'),
              partial: z.boolean(),
            }),
          ),
        }),
    },
    action: async ({ credentials }) => {
      const { items } = await operations.listScorecards({
        params: {},
        query: {},
        body: undefined,
        credentials,
      });
      return { output: { scorecards: items.map(toOutput) } };
    },
  });
}

type Item = Awaited<ReturnType<Operations['listScorecards']>>['items'][number];

function toOutput(item: Item) {
  const { summary } = item;
  const names = ['none', ...item.levels.map(level => level.name)];
  return {
    ref: item.ref,
    title: item.title,
    ...(item.description !== undefined && { description: item.description }),
    ownerRef: item.ownerRef,
    valid: item.status.state === 'valid',
    entities: summary.entities,
    ...(summary.score !== undefined && { score: summary.score }),
    ...(summary.counted > 0 && {
      coverage: (100 * summary.known) / summary.counted,
    }),
    levels: summary.levels.map((entities, index) => ({
      name: names[index] ?? 'none',
      entities,
    })),
    partial: item.partial,
  };
}
