import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseRef } from '../reading/entityRef';
import type { Operations } from '../routes/operations';

type Needed = Pick<Operations, 'getEntityScorecards' | 'getHome'>;

/** Adds `what-to-fix-next`. */
export function addWhatToFixNext(
  registry: ActionsRegistryService,
  operations: Needed,
): void {
  registry.register({
    name: 'what-to-fix-next',
    title: 'What to fix next',
    description: `Tells which failing or unknown checks to mend first: for one catalog entity, or, without an entity, for all entities that you own.
"gain" is how many percentage points the entity's score would rise by; a fix that blocks the next level stands between the entity and that level.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe(
              'Entity ref, such as component:default/cart; your own entities if absent',
            ),
          limit: z
            .number()
            .int()
            .min(1)
            .max(20)
            .default(3)
            .describe('How many fixes; of your own entities at most 3'),
        }),
      output: z =>
        z.object({
          fixes: z.array(
            z.object({
              entityRef: z.string(),
              scorecardRef: z.string(),
              checkId: z.string(),
              title: z.string(),
              state: z.enum(['fail', 'unknown']),
              gain: z.number(),
              blocksNextLevel: z.boolean(),
              effortHours: z.number().optional(),
              reason: z.string().optional(),
              howToFix: z.string().optional(),
              link: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef, limit } = input;
      const fixes =
        entityRef === undefined
          ? await ownFixes(operations, credentials)
          : await entityFixes(operations, entityRef, credentials);
      return { output: { fixes: fixes.slice(0, limit).map(toOutput) } };
    },
  });
}

type Found = {
  entityRef: string;
  fix: Awaited<
    ReturnType<Operations['getEntityScorecards']>
  >['items'][number]['fixes'][number];
};

async function entityFixes(
  operations: Needed,
  text: string,
  credentials: BackstageCredentials,
): Promise<Found[]> {
  const entityRef = parseRef('entityRef', text);
  const { items } = await operations.getEntityScorecards({
    params: { entityRef },
    query: {},
    body: undefined,
    credentials,
  });
  return items
    .flatMap(({ fixes }) => fixes.map(fix => ({ entityRef, fix })))
    .sort(
      (a, b) =>
        Number(b.fix.blocksNextLevel) - Number(a.fix.blocksNextLevel) ||
        b.fix.gain - a.fix.gain,
    );
}

async function ownFixes(
  operations: Needed,
  credentials: BackstageCredentials,
): Promise<Found[]> {
  const { fixes } = await operations.getHome({
    params: {},
    query: {},
    body: undefined,
    credentials,
  });
  return fixes.map(({ entity, ...fix }) => ({ entityRef: entity.ref, fix }));
}

function toOutput({ entityRef, fix }: Found) {
  const { effort, remediation, reason } = fix;
  const link = remediation?.link;
  return {
    entityRef,
    scorecardRef: fix.scorecardRef,
    checkId: fix.checkId,
    title: fix.title,
    state: fix.state,
    gain: fix.gain,
    blocksNextLevel: fix.blocksNextLevel,
    ...(effort !== undefined && { effortHours: effort / 3_600_000 }),
    ...(reason !== undefined && { reason }),
    ...(remediation?.text !== undefined && { howToFix: remediation.text }),
    ...(link !== undefined && {
      link: typeof link === 'string' ? link : link.url,
    }),
  };
}
