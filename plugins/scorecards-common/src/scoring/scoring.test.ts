import { toDefinition, scorecardSpecSchema } from '../definition';
import type { VerdictState } from '../verdict';
import { fixesOf, nextLevelOf } from './fixes';
import { scoreOf } from './score';

const NOW = Date.parse('2026-11-20T10:00:00Z');

function check(id: string, more: object = {}) {
  return { id, title: id, rule: 'true', ...more };
}

function levels(...checks: object[][]) {
  return toDefinition(
    scorecardSpecSchema.parse({
      owner: 'group:platform',
      appliesTo: { kind: 'component' },
      levels: checks.map((list, n) => ({ name: `l${n + 1}`, checks: list })),
    }),
  );
}

const points = toDefinition(
  scorecardSpecSchema.parse({
    owner: 'group:platform',
    appliesTo: { kind: 'component' },
    points: {
      bands: [
        { name: 'good', atLeast: 75 },
        { name: 'fair', atLeast: 50 },
      ],
      checks: [check('a', { weight: 3 }), check('b')],
    },
  }),
);

const ladder = levels(
  [check('a'), check('b')],
  [check('c', { weight: 2, remediation: { effort: { hours: 2 } } })],
);

function score(...states: VerdictState[]) {
  return scoreOf(ladder, states, NOW);
}

describe('scoreOf', () => {
  it('reaches a level when all checks of it and of those below pass', () => {
    expect(score('pass', 'pass', 'pass')).toMatchObject({
      level: 1,
      score: 100,
    });
    expect(score('pass', 'pass', 'fail')).toMatchObject({
      level: 0,
      score: 50,
    });
    expect(score('fail', 'pass', 'pass')).toMatchObject({
      level: -1,
      score: 75,
    });
  });

  it('lets an unknown neither reach a level nor raise a score', () => {
    expect(score('pass', 'unknown', 'pass')).toEqual({
      level: -1,
      score: 75,
      passed: 2,
      known: 2,
      counted: 3,
    });
  });

  it('leaves exempt and not applicable checks out of everything', () => {
    expect(score('pass', 'exempt', 'notApplicable')).toEqual({
      level: 1,
      score: 100,
      passed: 1,
      known: 1,
      counted: 1,
    });
  });

  it('has no level and no score where nothing counts', () => {
    expect(score('exempt', 'exempt', 'exempt')).toMatchObject({
      level: -1,
      score: undefined,
      counted: 0,
    });
  });

  it('does not count drafts, nor checks before their date', () => {
    const definition = levels([
      check('a'),
      check('b', { draft: true }),
      check('c', { enforcedFrom: '2026-11-21' }),
    ]);
    const states: VerdictState[] = ['pass', 'fail', 'fail'];

    expect(scoreOf(definition, states, NOW)).toMatchObject({ score: 100 });
    expect(scoreOf(definition, states, NOW + 86_400_000)).toMatchObject({
      score: 50,
      counted: 2,
    });
  });

  it('puts a score into the highest band that it reaches', () => {
    expect(points.levels.map(l => l.name)).toEqual(['fair', 'good']);
    expect(scoreOf(points, ['pass', 'fail'], NOW)).toMatchObject({
      level: 1,
      score: 75,
    });
    expect(scoreOf(points, ['fail', 'pass'], NOW)).toMatchObject({
      level: -1,
      score: 25,
    });
  });
});

describe('nextLevelOf', () => {
  it('names what is in the way, and how long it takes', () => {
    expect(nextLevelOf(ladder, ['pass', 'pass', 'fail'], NOW)).toEqual({
      level: 1,
      blockers: [2],
      effort: 7_200_000,
    });
  });

  it('gives no estimate where one is missing', () => {
    const next = nextLevelOf(ladder, ['fail', 'unknown', 'fail'], NOW);

    expect(next).toEqual({ level: 0, blockers: [0, 1] });
  });

  it('is undefined at the top', () => {
    expect(nextLevelOf(ladder, ['pass', 'pass', 'pass'], NOW)).toBeUndefined();
  });

  it('counts the points that are missing', () => {
    expect(nextLevelOf(points, ['fail', 'pass'], NOW)).toMatchObject({
      level: 0,
      missingPoints: 25,
    });
  });
});

describe('fixesOf', () => {
  it('begins with what blocks the next level, failing before unknown', () => {
    const fixes = fixesOf(ladder, ['unknown', 'fail', 'fail'], NOW);

    expect(fixes.map(fix => fix.check.id)).toEqual(['b', 'a', 'c']);
    expect(fixes[2]).toMatchObject({ gain: 50, blocksNextLevel: false });
  });

  it('has nothing to say where all passes', () => {
    expect(fixesOf(ladder, ['pass', 'pass', 'exempt'], NOW)).toEqual([]);
  });
});
