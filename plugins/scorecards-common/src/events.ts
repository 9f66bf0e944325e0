import type { TransitionCause, VerdictState } from './verdict';

/** Topic of the events service: verdicts changed and are stored. @public */
export const VERDICT_CHANGED_TOPIC = 'scorecards.verdict.changed';

/** Payload of {@link VERDICT_CHANGED_TOPIC}: changes of one batch, at most 500. @public */
export interface VerdictChangedEvent {
  changes: Array<{
    scorecardRef: string;
    entityRef: string;
    /** Undefined where the whole scorecard was entered or left. */
    checkId?: string;
    from?: VerdictState;
    to?: VerdictState;
    cause: TransitionCause;
    /** ISO 8601. */
    at: string;
  }>;
}

/** Channel of the signals service. @public */
export const SCORECARDS_CHANNEL = 'scorecards';

/**
 * Message on {@link SCORECARDS_CHANNEL}: what to fetch again. Ids only; an
 * absent list means "anything may have changed".
 *
 * @public
 */
export type ScorecardsSignal = {
  scorecardRefs?: string[];
  entityRefs?: string[];
};
