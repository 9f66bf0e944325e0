import type { Entity } from '@backstage/catalog-model';
import {
  isEnforced,
  readEvidence,
  unpackStates,
  type CheckVerdict,
  type VerdictEvidence,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { ReadFact } from '../../database/facts/types';
import type { ResultRow } from '../../database/rows';
import { unpackSince } from '../../database/since';
import type { LoadedVersion } from '../../definitions/LoadedVersion';
import { toIso } from '../instants';
import { parseReasons } from './presentFixes';

/** What evidence is read from: the entity and its newest facts. */
export interface EvidenceContext {
  entity: Entity;
  facts: ReadonlyMap<string, ReadFact>;
  /** Milliseconds since the epoch. */
  now: number;
}

function presentEvidence(
  version: LoadedVersion,
  slot: number,
  { entity, facts, now }: EvidenceContext,
): VerdictEvidence[] {
  const data = Object.fromEntries(
    [...facts].map(([source, fact]) => [source, fact.data]),
  );
  const read = readEvidence(version.rules[slot], {
    entity,
    facts: data,
    now: new Date(now),
  });
  return read.map(({ text, source, value }) => {
    const observedAt = source && facts.get(source)?.observedAt;
    return {
      text,
      ...(source !== undefined && { source }),
      ...(value !== undefined && { value }),
      ...(typeof observedAt === 'number' && { observedAt: toIso(observedAt) }),
    };
  });
}

/** Verdicts of one result with the values behind them. No rule is evaluated. */
export function presentVerdicts(
  row: Pick<ResultRow, 'states' | 'since' | 'reasons'>,
  version: LoadedVersion,
  context: EvidenceContext,
): CheckVerdict[] {
  const states = unpackStates(row.states);
  const since = unpackSince(row.since);
  const reasons = parseReasons(row.reasons);
  return version.definition.checks.map(check => ({
    checkId: check.id,
    state: states[check.slot],
    since: toIso(since[check.slot]),
    counts: isEnforced(check, context.now),
    ...(reasons[check.slot] !== undefined && { reason: reasons[check.slot] }),
    evidence: presentEvidence(version, check.slot, context),
  }));
}
