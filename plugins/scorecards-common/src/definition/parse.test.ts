import type { Entity } from '@backstage/catalog-model';
import { RuleEnvironment } from '../rules';
import { formatProblem, MAX_CHECKS, parseScorecard } from './parse';

function entity(spec: object): Entity {
  return {
    apiVersion: 'daytwo.dev/v1alpha1',
    kind: 'Scorecard',
    metadata: { name: 'readiness' },
    spec: {
      owner: 'group:platform',
      appliesTo: { kind: 'component' },
      ...spec,
    } as Entity['spec'],
  };
}

function withChecks(...checks: object[]): Entity {
  return entity({
    levels: [
      {
        name: 'bronze',
        checks: checks.map(c => ({ title: 'A check', ...c })),
      },
    ],
  });
}

function problemsOf(scorecard: Entity, environment?: RuleEnvironment) {
  const parsed = parseScorecard(scorecard, environment);
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

const owner = { id: 'has-owner', rule: 'has(entity.spec.owner)' };

describe('parseScorecard', () => {
  it('fills in what is left out', () => {
    const parsed = parseScorecard(withChecks(owner));

    expect(parsed).toMatchObject({
      ok: true,
      scorecard: {
        definition: {
          mode: 'levels',
          levels: [{ name: 'bronze', title: 'Bronze', color: 'bronze' }],
          checks: [{ weight: 1, draft: false, slot: 0, levelIndex: 0 }],
        },
      },
    });
  });

  it.each<[string, Entity, string]>([
    [
      'unknown fields',
      entity({ levels: [], typo: 1 }),
      '/spec: Unrecognized key: "typo"',
    ],
    [
      'both modes',
      entity({
        levels: [{ name: 'a', checks: [] }],
        points: { bands: [{ name: 'a', atLeast: 1 }], checks: [] },
      }),
      '/spec: needs either "levels" or "points", and not both',
    ],
    [
      'no checks',
      entity({ levels: [{ name: 'a', checks: [] }] }),
      `/spec: needs between 1 and ${MAX_CHECKS} checks, has 0`,
    ],
    [
      'duplicate ids',
      withChecks(owner, owner),
      '/spec/levels/0/checks/1/id: the id "has-owner" is used by an earlier check; ids are unique within a scorecard',
    ],
    [
      'an id that is not one',
      withChecks({ ...owner, id: 'Has Owner' }),
      '/spec/levels/0/checks/0/id: use lower-case letters, digits and single dashes, such as "has-owner"',
    ],
    [
      'links that are not to a page',
      withChecks({ ...owner, remediation: { link: 'data:text/html,hello' } }),
      '/spec/levels/0/checks/0/remediation/link: must be an http or https URL',
    ],
  ])('refuses %s', (_, scorecard, problem) => {
    expect(problemsOf(scorecard)).toContainEqual(problem);
  });

  it('refuses ten thousand checks at once', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => ({
      ...owner,
      id: `check-${n}`,
    }));

    expect(problemsOf(withChecks(...many))).toEqual([
      '/spec: needs between 1 and 1000 checks, has 10000',
    ]);
  });

  it('refuses rules that are too long together', () => {
    const long = Array.from({ length: 100 }, (_, n) => ({
      id: `check-${n}`,
      rule: 'true || '.repeat(400),
    }));

    expect(problemsOf(withChecks(...long))).toEqual([
      '/spec: its rules have 320000 characters together; the most is 200000',
    ]);
  });

  it('tells all rules that are wrong, with place and proposal', () => {
    const environment = RuleEnvironment.create({
      facts: {
        coverage: { type: 'object', properties: { line: { type: 'number' } } },
      },
    });
    const problems = problemsOf(
      withChecks(
        { id: 'a', rule: 'facts.coverage.lin >= 80' },
        { id: 'b', rule: 'facts.coverage.line >=' },
      ),
      environment,
    );

    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(
      /^\/spec\/levels\/0\/checks\/0\/rule line 1 column \d+: .*line/,
    );
  });
});
