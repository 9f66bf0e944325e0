import { createConditionExports } from '@backstage/plugin-permission-node';
import { auditRecordPermissionResourceRef } from '../resource';
import { actorInGroup } from './actorInGroup';
import { concernsOwnedEntity } from './concernsOwnedEntity';
import { fromPlugin } from './fromPlugin';
import { isOwnAction } from './isOwnAction';

/** Rules that policies may use on records. @public */
export const auditRecordPermissionRules = {
  isOwnAction,
  concernsOwnedEntity,
  actorInGroup,
  fromPlugin,
};

const exported = createConditionExports({
  resourceRef: auditRecordPermissionResourceRef,
  rules: auditRecordPermissionRules,
});

/** Conditions for policies, one function for each rule. @public */
export const auditRecordConditions = exported.conditions;

/** Wraps conditions into a decision of a policy. @public */
export const createAuditRecordConditionalDecision =
  exported.createConditionalDecision;
