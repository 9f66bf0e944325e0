import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SCORECARD } from '@daytwo/backstage-plugin-scorecards-common';
import { z } from 'zod';

/** What rules know of a scorecard. @public */
export interface ScorecardResource {
  ref: string;
  ownerRef: string;
  tags: string[];
}

/** Names the resource in permission rules and policies. @public */
export const scorecardPermissionResourceRef = createPermissionResourceRef<
  ScorecardResource,
  never
>().with({ pluginId: 'scorecards', resourceType: RESOURCE_TYPE_SCORECARD });

// Scorecards are few, and read whole: decisions are applied to each in memory.
function toQuery(): never {
  throw new Error('Rules of scorecards are applied, not queried');
}

const isScorecardOwner = createPermissionRule({
  name: 'IS_SCORECARD_OWNER',
  description: 'Allow scorecards that are owned by one of the claims',
  resourceRef: scorecardPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, such as those that the user owns through'),
  }),
  apply: ({ ownerRef }, { claims }) => claims.includes(ownerRef),
  toQuery,
});

const hasTag = createPermissionRule({
  name: 'HAS_TAG',
  description: 'Allow scorecards that carry the tag',
  resourceRef: scorecardPermissionResourceRef,
  paramsSchema: z.object({ tag: z.string().describe('A tag, whole') }),
  apply: ({ tags }, { tag }) => tags.includes(tag),
  toQuery,
});

/** Rules that policies may use on scorecards. @public */
export const scorecardPermissionRules = { isScorecardOwner, hasTag };

const exported = createConditionExports({
  resourceRef: scorecardPermissionResourceRef,
  rules: scorecardPermissionRules,
});

/** Conditions for policies, one function for each rule. @public */
export const scorecardConditions = exported.conditions;

/** Wraps conditions into a decision of a policy. @public */
export const createScorecardConditionalDecision =
  exported.createConditionalDecision;
