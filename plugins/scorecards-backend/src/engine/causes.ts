import type {
  TransitionCause,
  VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Judgement, KnownFacts } from './judge';
import type { CheckPlan } from './plan';

/** What a cause is told from. */
export interface CauseInput {
  plan: CheckPlan;
  judgement: Judgement;
  before: VerdictState | undefined;
  /** The check's rule, predicate or freshness differs from the version before. */
  edited: boolean;
  known: KnownFacts;
  /** Versions of the facts that the verdict before was made of. */
  versionsBefore: Record<string, number>;
}

/** Why a verdict is another one than before: the most specific reason that holds. */
export function causeOf(input: CauseInput): TransitionCause {
  const { plan, judgement, before, edited, known, versionsBefore } = input;
  if (edited || before === undefined) {
    return 'ruleEdited';
  }
  if (judgement.expired) {
    const failing = plan.sources.some(({ id }) => known.get(id)?.error);
    return failing ? 'sourceOutage' : 'factExpired';
  }
  const changed = plan.sources.filter(
    ({ id }) => (known.get(id)?.version ?? 0) !== (versionsBefore[id] ?? 0),
  );
  if (changed.some(({ id }) => id !== 'catalog')) {
    return 'factChanged';
  }
  if (changed.length > 0 || plan.needsEntity) {
    return 'entityChanged';
  }
  return plan.sources.some(({ id }) => known.get(id)?.error)
    ? 'sourceOutage'
    : 'factChanged';
}
