import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { parseRef } from '../reading/entityRef';
import type { Operations } from '../routes/operations';

type Needed = Pick<Operations, 'getEntityScorecards' | 'listTransitions'>;

/** What to explain, as full refs. */
interface Question {
  entityRef: string;
  scorecardRef: string;
  checkId: string;
}

const SHOWN_CHANGES = 10;

/** Adds `explain-verdict`. */
export function addExplainVerdict(
  registry: ActionsRegistryService,
  operations: Needed,
): void {
  registry.register({
    name: 'explain-verdict',
    title: 'Explain a verdict',
    description: `Explains why a check of a scorecard passes, fails or is unknown for one catalog entity: the rule, the values that it read and when they were observed, since when, the latest changes with their causes, and how to fix it.
"unknown" means that data is missing or too old; it is neither a pass nor a fail.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity ref, such as component:default/cart'),
          scorecardRef: z
            .string()
            .describe(
              'Ref of the scorecard, such as scorecard:default/readiness',
            ),
          checkId: z.string().describe('Id of the check, such as has-owner'),
        }),
      output: z =>
        z.object({
          title: z.string(),
          state: z.enum(['pass', 'fail', 'unknown', 'exempt', 'notApplicable']),
          since: z.string().describe('ISO 8601'),
          counts: z
            .boolean()
            .describe('False for drafts and checks that are not enforced yet'),
          reason: z.string().optional(),
          rule: z.string().describe('The rule, in CEL'),
          rationale: z.string().optional(),
          evidence: z.array(
            z.object({
              text: z.string().describe('The value as the rule names it'),
              value: z.any().optional(),
              observedAt: z.string().optional(),
            }),
          ),
          remediation: z.any().optional(),
          changes: z.array(
            z.object({
              at: z.string(),
              from: z.string().optional(),
              to: z.string().optional(),
              cause: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const question = {
        entityRef: parseRef('entityRef', input.entityRef),
        scorecardRef: parseRef('scorecardRef', input.scorecardRef),
        checkId: input.checkId,
      };
      return { output: await explain(operations, question, credentials) };
    },
  });
}

async function explain(
  operations: Needed,
  question: Question,
  credentials: BackstageCredentials,
) {
  const { check, verdict } = await findVerdict(
    operations,
    question,
    credentials,
  );
  const changes = await latestChanges(operations, question, credentials);
  return {
    title: check.title,
    state: verdict.state,
    since: verdict.since,
    counts: verdict.counts,
    ...(verdict.reason !== undefined && { reason: verdict.reason }),
    rule: check.rule,
    ...(check.rationale !== undefined && { rationale: check.rationale }),
    evidence: verdict.evidence.map(({ text, value, observedAt }) => ({
      text,
      ...(value !== undefined && { value: value as JsonValue }),
      ...(observedAt !== undefined && { observedAt }),
    })),
    ...(check.remediation && {
      remediation: check.remediation as JsonObject,
    }),
    changes,
  };
}

async function findVerdict(
  operations: Needed,
  { entityRef, scorecardRef, checkId }: Question,
  credentials: BackstageCredentials,
) {
  const { items } = await operations.getEntityScorecards({
    params: { entityRef },
    query: {},
    body: undefined,
    credentials,
  });
  const item = items.find(({ scorecard }) => scorecard.ref === scorecardRef);
  if (!item) {
    const refs = items.map(({ scorecard }) => scorecard.ref).join(', ');
    throw new NotFoundError(
      `${scorecardRef} does not apply to ${entityRef}; what does: ${
        refs || 'nothing'
      }`,
    );
  }
  const check = item.scorecard.checks.find(({ id }) => id === checkId);
  const verdict = item.verdicts.find(v => v.checkId === checkId);
  if (!check || !verdict) {
    const ids = item.scorecard.checks.map(({ id }) => id).join(', ');
    throw new NotFoundError(
      `${scorecardRef} has no verdict of a check "${checkId}" on ${entityRef}; its checks are ${ids}`,
    );
  }
  return { check, verdict };
}

async function latestChanges(
  operations: Needed,
  { entityRef, scorecardRef, checkId }: Question,
  credentials: BackstageCredentials,
) {
  const { namespace, name } = parseEntityRef(scorecardRef);
  const { items } = await operations.listTransitions({
    params: { namespace, name },
    query: { entityRef, checkId, limit: SHOWN_CHANGES },
    body: undefined,
    credentials,
  });
  return items.map(({ at, from, to, cause }) => ({
    at,
    ...(from && { from }),
    ...(to && { to }),
    cause,
  }));
}
