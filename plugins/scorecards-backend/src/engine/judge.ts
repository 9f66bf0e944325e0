import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { VerdictState } from '@daytwo/backstage-plugin-scorecards-common';
import type { CheckPlan } from './plan';

/** A fact as the engine reads it. `data` is absent where none was ever learned. */
export interface KnownFact {
  data?: JsonObject;
  version: number;
  observedAt?: number;
  /** The last attempt failed. */
  error?: string;
}

/** Facts of one entity by source. */
export type KnownFacts = ReadonlyMap<string, KnownFact>;

/** What one check says, and when time alone may change it. */
export interface Judgement {
  state: VerdictState;
  reason?: string;
  /** A fact that the rule reads is missing because it grew too old. */
  expired: boolean;
  /** Milliseconds since the epoch. */
  nextDue?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function describeAge(ms: number): string {
  if (ms >= 2 * DAY) {
    return `${Math.floor(ms / DAY)} days`;
  }
  return ms >= 2 * HOUR
    ? `${Math.floor(ms / HOUR)} hours`
    : `${Math.max(1, Math.floor(ms / 60_000))} minutes`;
}

/** Why a source has nothing to say that counts. */
function whyAbsent(
  source: { id: string; budget: number },
  fact: KnownFact | undefined,
  now: number,
): string {
  const failed = fact?.error ? `; its last attempt failed: ${fact.error}` : '';
  if (!fact?.data) {
    return fact?.error
      ? `${source.id} could not be collected: ${fact.error}`
      : `${source.id} has not reported for this entity`;
  }
  const age = describeAge(now - (fact.observedAt ?? 0));
  return `${source.id} last reported ${age} ago, more than ${describeAge(
    source.budget,
  )}${failed}`;
}

function isFresh(fact: KnownFact, budget: number, now: number): boolean {
  return (
    budget === Infinity ||
    (fact.observedAt !== undefined && now - fact.observedAt <= budget)
  );
}

interface Readable {
  facts: Record<string, JsonObject | undefined>;
  absent: Map<string, string>;
  expired: boolean;
  nextDue?: number;
}

/** Leaves out what is missing or too old for this check, and remembers why. */
function readableFacts(
  plan: CheckPlan,
  known: KnownFacts,
  shared: Record<string, JsonObject | undefined>,
  now: number,
): Readable {
  let facts = shared;
  let expired = false;
  let nextDue: number | undefined;
  const absent = new Map<string, string>();
  for (const source of plan.sources) {
    const fact = known.get(source.id);
    if (fact?.data && isFresh(fact, source.budget, now)) {
      if (source.budget !== Infinity && fact.observedAt !== undefined) {
        const due = fact.observedAt + source.budget + 1;
        nextDue = Math.min(nextDue ?? due, due);
      }
      continue;
    }
    absent.set(source.id, whyAbsent(source, fact, now));
    if (fact?.data) {
      expired = true;
      facts = { ...facts, [source.id]: undefined };
    }
  }
  return { facts, absent, expired, nextDue };
}

function explain(
  message: string,
  missing: string | undefined,
  absent: Map<string, string>,
): string {
  const source = missing?.startsWith('facts.')
    ? missing.split(/[.[]/)[1]
    : undefined;
  return (source !== undefined && absent.get(source)) || message;
}

/** What a judgement is about. */
export interface Subject {
  entity: Entity;
  known: KnownFacts;
  /** Data of all facts, shared by the checks that find theirs fresh. */
  shared: Record<string, JsonObject | undefined>;
  /** Milliseconds since the epoch, and the same as a date. */
  now: number;
  date: Date;
}

/** Evaluates one check on one entity. Pure. */
export function judge(plan: CheckPlan, subject: Subject): Judgement {
  const { entity, known, shared, now, date } = subject;
  if (plan.appliesTo && !plan.appliesTo(entity)) {
    return { state: 'notApplicable', expired: false };
  }
  const { facts, absent, expired, nextDue } = readableFacts(
    plan,
    known,
    shared,
    now,
  );
  const outcome = plan.rule.evaluate({ entity, facts, now: date });
  const due = plan.rule.usesNow
    ? Math.min(nextDue ?? Infinity, now + HOUR)
    : nextDue;
  if (outcome.result === 'unknown') {
    const { message, missing } = outcome.reason;
    return {
      state: 'unknown',
      reason: explain(message, missing, absent),
      expired,
      nextDue: due,
    };
  }
  return { state: outcome.result, expired: false, nextDue: due };
}
