import {
  unpackStates,
  type ScorecardCheck,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { PagedItem } from '../paging';

/** An entity and its verdicts. @internal */
export type EntityRow = PagedItem<'listEntities'>;

const byCode = new Map<string, VerdictState>();

/** The verdict of one check in a row; without unpacking all of them. @internal */
export function stateOf(row: EntityRow, check: ScorecardCheck): VerdictState {
  const code = row.states.charAt(check.slot);
  const state = byCode.get(code) ?? unpackStates(code)[0] ?? 'unknown';
  byCode.set(code, state);
  return state;
}
