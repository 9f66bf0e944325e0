import type { ResultRow } from '../database/rows';
import { unpackSince } from '../database/since';
import { component, loadedVersion } from '../__testUtils__/scorecard';
import { changedChecks } from '../definitions/LoadedVersion';
import { evaluate, type Evaluation, type EvaluationOutcome } from './evaluate';
import type { KnownFact } from './judge';
import { planScorecard } from './plan';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T10:00:00Z');

function coverage(line: number, fact: Partial<KnownFact> = {}) {
  return new Map<string, KnownFact>([
    ['coverage', { data: { line }, version: 1, observedAt: NOW, ...fact }],
  ]);
}

const version = loadedVersion([
  [
    { id: 'has-owner', rule: 'has(entity.spec.owner)' },
    { id: 'covered', rule: 'facts.coverage.line >= 80' },
  ],
]);
const plan = planScorecard(version, () => 7 * DAY);

function run(changes: Partial<Evaluation> = {}) {
  return evaluate({
    plan,
    entityId: 7,
    entity: component('shop', { owner: 'payments' }),
    known: coverage(71.4),
    now: NOW,
    ...changes,
  });
}

function stored(outcome: EvaluationOutcome | undefined): ResultRow {
  if (!outcome) {
    throw new Error('Nothing was written');
  }
  return { ...outcome.write, revision: outcome.write.revision + 1 };
}

function after(outcome: EvaluationOutcome | undefined): Evaluation['previous'] {
  return {
    row: stored(outcome),
    checkIds: ['has-owner', 'covered'],
    edited: new Set(),
  };
}

describe('evaluate', () => {
  it('records that an entity entered, without a transition for each check', () => {
    const outcome = run();

    expect(outcome?.write).toMatchObject({
      states: 'PF',
      level: -1,
      score: 50,
      known: 2,
      counted: 2,
      revision: 0,
      fact_versions: '{"coverage":1}',
    });
    expect(outcome?.transitions).toMatchObject([
      { cause: 'entityEntered', check_id: null, entity_id: 7 },
    ]);
  });

  it('writes nothing where nothing changed', () => {
    expect(run({ previous: after(run()), now: NOW + 1000 })).toBeUndefined();
  });

  it('tells that a fact changed, with the value that the rule read', () => {
    const outcome = run({
      previous: after(run()),
      known: coverage(90, { version: 2 }),
      now: NOW + 5000,
    });

    expect(outcome?.write).toMatchObject({
      states: 'PP',
      level: 0,
      score: 100,
    });
    expect(unpackSince(outcome?.write.since ?? '')).toEqual([NOW, NOW + 5000]);
    expect(outcome?.transitions).toMatchObject([
      {
        check_id: 'covered',
        from_state: 'F',
        to_state: 'P',
        cause: 'factChanged',
        evidence: '{"values":[{"text":"facts.coverage.line","value":90}]}',
      },
    ]);
  });

  it('keeps a verdict that a new value does not change, and notes the new fact', () => {
    const outcome = run({
      previous: after(run()),
      known: coverage(72, { version: 2 }),
    });

    expect(outcome?.write.fact_versions).toBe('{"coverage":2}');
    expect(outcome?.transitions).toEqual([]);
  });

  it('calls a fact that grew too old unknown, and says when it was seen', () => {
    const outcome = run({ previous: after(run()), now: NOW + 9 * DAY });

    expect(outcome?.write.states).toBe('PU');
    expect(outcome?.write.reasons).toBe(
      '{"1":"coverage last reported 9 days ago, more than 7 days"}',
    );
    expect(outcome?.transitions).toMatchObject([{ cause: 'factExpired' }]);
  });

  it('blames the source where a fact grew too old because it fails', () => {
    const outcome = run({
      previous: after(run()),
      known: coverage(71.4, { error: 'HTTP 500' }),
      now: NOW + 9 * DAY,
    });

    expect(outcome?.transitions).toMatchObject([{ cause: 'sourceOutage' }]);
    expect(outcome?.write.reasons).toContain(
      'its last attempt failed: HTTP 500',
    );
  });

  it('keeps the verdict of a failing source while its fact is fresh', () => {
    const outcome = run({
      previous: after(run()),
      known: coverage(71.4, { error: 'HTTP 500' }),
      now: NOW + 60_000,
    });

    expect(outcome).toBeUndefined();
  });

  it('comes back to a row when its fact is about to expire', () => {
    expect(run()?.write.next_due).toBe(NOW + 7 * DAY + 1);
  });

  it('says which source never reported', () => {
    const outcome = run({ known: new Map() });

    expect(outcome?.write.states).toBe('PU');
    expect(outcome?.write.reasons).toBe(
      '{"1":"coverage has not reported for this entity"}',
    );
  });

  it('does not begin a verdict before the one that it replaces', () => {
    const outcome = run({
      previous: after(run()),
      known: coverage(90, { version: 2 }),
      now: NOW - 3_600_000,
    });

    expect(unpackSince(outcome?.write.since ?? '')[1]).toBe(NOW);
  });

  it('judges only what an edit touched, and keeps the rest', () => {
    const edited = loadedVersion(
      [
        [
          { id: 'has-owner', rule: 'has(entity.spec.owner)' },
          { id: 'covered', rule: 'facts.coverage.line >= 70' },
        ],
      ],
      { version: 2 },
    );
    const only = new Set(changedChecks(version.definition, edited.definition));
    const outcome = run({
      plan: planScorecard(edited, () => 7 * DAY),
      entity: component('unread'),
      previous: {
        row: stored(run()),
        checkIds: ['has-owner', 'covered'],
        edited: only,
      },
      only,
    });

    expect([...only]).toEqual(['covered']);
    expect(outcome?.write).toMatchObject({ states: 'PP', version: 2 });
    expect(outcome?.transitions).toMatchObject([
      { check_id: 'covered', cause: 'ruleEdited', version: 2 },
    ]);
  });

  it('follows checks by id when their order changes', () => {
    const reordered = loadedVersion(
      [
        [
          { id: 'covered', rule: 'facts.coverage.line >= 80' },
          { id: 'has-owner', rule: 'has(entity.spec.owner)' },
        ],
      ],
      { version: 2 },
    );
    const outcome = run({
      plan: planScorecard(reordered, () => 7 * DAY),
      previous: after(run()),
      only: new Set(),
      now: NOW + 1000,
    });

    expect(outcome?.write.states).toBe('FP');
    expect(unpackSince(outcome?.write.since ?? '')).toEqual([NOW, NOW]);
    expect(outcome?.transitions).toEqual([]);
  });

  it('counts a check from its date on, and comes back then', () => {
    const dated = loadedVersion([
      [
        { id: 'has-owner', rule: 'has(entity.spec.owner)' },
        {
          id: 'covered',
          rule: 'facts.coverage.line >= 80',
          enforcedFrom: '2026-11-21',
        },
      ],
    ]);
    const early = run({ plan: planScorecard(dated, () => undefined) });
    const late = run({
      plan: planScorecard(dated, () => undefined),
      previous: after(early),
      now: Date.parse('2026-11-21T00:00:00Z'),
    });

    expect(early?.write).toMatchObject({ level: 0, score: 100, counted: 1 });
    expect(early?.write.next_due).toBe(Date.parse('2026-11-21'));
    expect(late?.write).toMatchObject({ level: -1, score: 50, counted: 2 });
  });

  it('leaves a check alone that does not apply', () => {
    const narrowed = loadedVersion([
      [
        { id: 'has-owner', rule: 'has(entity.spec.owner)' },
        {
          id: 'covered',
          rule: 'facts.coverage.line >= 80',
          appliesTo: { 'spec.type': 'library' },
        },
      ],
    ]);
    const outcome = run({ plan: planScorecard(narrowed, () => undefined) });

    expect(outcome?.write).toMatchObject({
      states: 'PN',
      score: 100,
      level: 0,
    });
  });
});
