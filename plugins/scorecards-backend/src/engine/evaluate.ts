import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  packStates,
  readEvidence,
  scoreOf,
  unpackStates,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { ResultWrite } from '../database/results/ResultStore';
import type { TransitionWrite } from '../database/results/insertTransitions';
import { toOptionalNumber, type ResultRow } from '../database/rows';
import { packSince, unpackSince } from '../database/since';
import { causeOf } from './causes';
import { judge, type Judgement, type KnownFacts, type Subject } from './judge';
import type { CheckPlan, ScorecardPlan } from './plan';

/** One entity to hold against one scorecard. */
export interface Evaluation {
  plan: ScorecardPlan;
  entityId: number;
  /** Empty of content where no check at hand needs it. */
  entity: Entity;
  known: KnownFacts;
  /** Milliseconds since the epoch. */
  now: number;
  previous?: {
    row: ResultRow;
    /** Ids of the checks of its version, by slot. */
    checkIds: string[];
    /** Checks whose verdicts may differ from that version's. */
    edited: ReadonlySet<string>;
  };
  /** Only these checks are judged, the others keep their verdicts. */
  only?: ReadonlySet<string>;
}

/** What has to be written; nothing where nothing changed. */
export interface EvaluationOutcome {
  write: ResultWrite;
  transitions: TransitionWrite[];
}

interface Before {
  state?: VerdictState;
  since: number;
  reason?: string;
}

function readBefore(evaluation: Evaluation): Map<string, Before> {
  const { previous } = evaluation;
  const before = new Map<string, Before>();
  if (!previous) {
    return before;
  }
  const states = unpackStates(previous.row.states);
  const since = unpackSince(previous.row.since);
  const reasons = parseReasons(previous.row.reasons);
  previous.checkIds.forEach((id, slot) =>
    before.set(id, {
      state: states[slot],
      since: since[slot],
      reason: reasons[slot],
    }),
  );
  return before;
}

function parseReasons(text: string | null): Record<string, string> {
  return text ? JSON.parse(text) : {};
}

function sharedFacts(
  known: KnownFacts,
): Record<string, JsonObject | undefined> {
  const shared: Record<string, JsonObject | undefined> = {};
  for (const [source, fact] of known) {
    shared[source] = fact.data;
  }
  return shared;
}

function factVersions(
  evaluation: Evaluation,
  before: Record<string, number>,
): string {
  const versions: Record<string, number> = {};
  for (const source of evaluation.plan.sources) {
    const version = evaluation.known.get(source)?.version ?? before[source];
    if (version !== undefined) {
      versions[source] = version;
    }
  }
  return JSON.stringify(versions);
}

interface Slot {
  plan: CheckPlan;
  state: VerdictState;
  since: number;
  reason?: string;
  judgement?: Judgement;
  before?: Before;
}

function judgeSlot(
  plan: CheckPlan,
  before: Before | undefined,
  evaluation: Evaluation,
  subject: Subject,
): Slot {
  const { only, now } = evaluation;
  if (only && !only.has(plan.check.id) && before?.state) {
    const { state, since, reason } = before;
    return { plan, state, since, reason, before };
  }
  const judgement = judge(plan, subject);
  const { state, reason } = judgement;
  const same = before?.state === state;
  return {
    plan,
    state,
    // A clock that was set back must not make a verdict older than its past.
    since: same ? before.since : Math.max(now, before?.since ?? 0),
    reason,
    judgement,
    before,
  };
}

function evidenceOf(slot: Slot, subject: Subject): string | null {
  if (slot.state === 'notApplicable') {
    return null;
  }
  const { entity, shared, date } = subject;
  const values = readEvidence(slot.plan.rule, {
    entity,
    facts: shared,
    now: date,
  });
  return JSON.stringify({
    values: values.map(({ text, value }) => ({ text, value })),
    ...(slot.reason !== undefined && { reason: slot.reason }),
  });
}

function transitionsOf(
  evaluation: Evaluation,
  slots: readonly Slot[],
  subject: Subject,
): TransitionWrite[] {
  const { plan, entityId, previous, known } = evaluation;
  const common = {
    scorecard_id: plan.version.scorecardId,
    entity_id: entityId,
    version: plan.version.version,
  };
  if (!previous) {
    return [
      {
        ...common,
        at: evaluation.now,
        check_id: null,
        from_state: null,
        to_state: null,
        cause: 'entityEntered',
        evidence: null,
      },
    ];
  }
  const versionsBefore = JSON.parse(previous.row.fact_versions);
  return slots.flatMap(slot => {
    const { judgement, before, state } = slot;
    if (!judgement || before?.state === state) {
      return [];
    }
    const cause = causeOf({
      plan: slot.plan,
      judgement,
      before: before?.state,
      edited: previous.edited.has(slot.plan.check.id),
      known,
      versionsBefore,
    });
    return [
      {
        ...common,
        at: slot.since,
        check_id: slot.plan.check.id,
        from_state: before?.state ? packStates([before.state]) : null,
        to_state: packStates([state]),
        cause,
        evidence: evidenceOf(slot, subject),
      },
    ];
  });
}

function enforcementDue(plan: ScorecardPlan, now: number): number[] {
  return plan.checks
    .map(({ check }) => check.enforcedFrom && Date.parse(check.enforcedFrom))
    .filter((due): due is number => typeof due === 'number' && due > now);
}

function nextDueOf(
  evaluation: Evaluation,
  slots: readonly Slot[],
): number | null {
  const { plan, now, previous, only } = evaluation;
  const dues = [
    ...slots.map(slot => slot.judgement?.nextDue),
    ...enforcementDue(plan, now),
    // Slots that were not judged keep the date that was reckoned with them.
    only && toOptionalNumber(previous?.row.next_due),
  ].filter((due): due is number => typeof due === 'number');
  return dues.length > 0 ? Math.min(...dues) : null;
}

/** A due date that only moved on is no reason to write. */
function dueDiffers(row: ResultRow, due: number | null, now: number): boolean {
  const stored = toOptionalNumber(row.next_due);
  if (stored === undefined || due === null) {
    return (stored === undefined) !== (due === null);
  }
  return stored <= now || due < stored;
}

function differs(row: ResultRow, next: ResultWrite, now: number): boolean {
  return (
    row.version !== next.version ||
    row.states !== next.states ||
    row.reasons !== next.reasons ||
    row.fact_versions !== next.fact_versions ||
    row.level !== next.level ||
    row.score !== next.score ||
    row.known !== next.known ||
    row.counted !== next.counted ||
    row.passed !== next.passed ||
    dueDiffers(row, next.next_due, now)
  );
}

function toWrite(evaluation: Evaluation, slots: readonly Slot[]): ResultWrite {
  const { plan, entityId, now, previous } = evaluation;
  const states = slots.map(slot => slot.state);
  const reasons = slots.flatMap(({ reason }, slot) =>
    reason === undefined ? [] : [[slot, reason] as const],
  );
  const score = scoreOf(plan.version.definition, states, now);
  return {
    scorecard_id: plan.version.scorecardId,
    entity_id: entityId,
    version: plan.version.version,
    states: packStates(states),
    since: packSince(slots.map(slot => slot.since)),
    reasons: reasons.length
      ? JSON.stringify(Object.fromEntries(reasons))
      : null,
    fact_versions: factVersions(
      evaluation,
      previous && evaluation.only ? JSON.parse(previous.row.fact_versions) : {},
    ),
    ...score,
    score: score.score ?? null,
    evaluated_at: now,
    next_due: nextDueOf(evaluation, slots),
    revision: previous?.row.revision ?? 0,
  };
}

/**
 * Holds an entity against a scorecard and tells what to store. Pure: the same
 * input gives the same output, on any replica.
 */
export function evaluate(
  evaluation: Evaluation,
): EvaluationOutcome | undefined {
  const { plan, previous, now } = evaluation;
  const subject: Subject = {
    entity: evaluation.entity,
    known: evaluation.known,
    shared: sharedFacts(evaluation.known),
    now,
    date: new Date(now),
  };
  const before = readBefore(evaluation);
  const slots = plan.checks.map(check =>
    judgeSlot(check, before.get(check.check.id), evaluation, subject),
  );
  const write = toWrite(evaluation, slots);
  if (previous && !differs(previous.row, write, now)) {
    return undefined;
  }
  return { write, transitions: transitionsOf(evaluation, slots, subject) };
}
