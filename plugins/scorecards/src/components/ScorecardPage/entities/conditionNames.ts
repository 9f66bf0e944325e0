import type {
  ScorecardResponse,
  VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import { verdictStates } from '@daytwo/backstage-plugin-scorecards-common';
import type { Translate } from '../../../translation';
import { nameOf } from '../rollup/RollupName';
import type { ListFilter } from './entityFilter';

/** A condition on a check, such as `has-owner:fail`. @internal */
export interface CheckCondition {
  checkId: string;
  state: VerdictState;
}

/** Reads `has-owner:fail`; undefined where it is no such thing. @internal */
export function parseCheckCondition(text: string): CheckCondition | undefined {
  const at = text.lastIndexOf(':');
  const state = verdictStates.find(known => known === text.slice(at + 1));
  return at > 0 && state ? { checkId: text.slice(0, at), state } : undefined;
}

/** What people call the value of a condition. @internal */
export function conditionName(
  key: ListFilter,
  value: string,
  { scorecard, t }: { scorecard: ScorecardResponse; t: Translate },
): string {
  if (key === 'level') {
    const level = scorecard.levels.find(({ name }) => name === value);
    return level?.title ?? (value === 'none' ? t('common.level.none') : value);
  }
  if (key === 'check') {
    const condition = parseCheckCondition(value);
    const check = scorecard.checks.find(({ id }) => id === condition?.checkId);
    return condition
      ? `${check?.title ?? condition.checkId}: ${t(
          `common.verdict.${condition.state}`,
        )}`
      : value;
  }
  return nameOf({ value });
}
