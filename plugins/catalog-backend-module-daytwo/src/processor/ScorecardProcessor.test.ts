import type { Entity } from '@backstage/catalog-model';
import type { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import { check, scorecard } from '../__testUtils__/scorecard';
import { ScorecardProcessor } from './ScorecardProcessor';

const processor = new ScorecardProcessor();

async function refusalOf(entity: Entity): Promise<string> {
  const error = await processor.validateEntityKind(entity).then(
    () => undefined,
    e => e,
  );
  expect(error).toMatchObject({ name: 'InputError' });
  return error.message;
}

async function relationsOf(entity: Entity) {
  const results: CatalogProcessorResult[] = [];
  const location = { type: 'file', target: 'here' };
  const emit = (result: CatalogProcessorResult) => results.push(result);
  const processed = await processor.postProcessEntity(entity, location, emit);
  expect(processed).toBe(entity);
  return results.map(r => (r.type === 'relation' ? r.relation : r));
}

describe('ScorecardProcessor', () => {
  it('accepts a valid scorecard', async () => {
    await expect(processor.validateEntityKind(scorecard())).resolves.toBe(true);
  });

  it.each([
    ['another kind', { kind: 'Component' }],
    ['our kind name of another vendor', { apiVersion: 'acme.io/v1' }],
    ['a later version', { apiVersion: 'daytwo.dev/v1' }],
  ])('leaves %s alone', async (_, other) => {
    const entity = { ...scorecard({ owner: 42 }), ...other };
    await expect(processor.validateEntityKind(entity)).resolves.toBe(false);
    await expect(relationsOf(entity)).resolves.toEqual([]);
  });

  it('refuses a bad shape with all problems in one message', async () => {
    const message = await refusalOf(
      scorecard({
        owner: 'template:default/platform',
        typo: true,
        levels: [{ name: 'Not An Id', checks: [{ id: 'a' }] }],
      }),
    );
    expect(message).toMatch(/^The scorecard has 5 problems: /);
    expect(message).toContain(
      '/spec/owner: "template:default/platform" is a template, which cannot own a scorecard',
    );
    expect(message).toContain('Unrecognized key: "typo"');
    expect(message).toContain('/spec/levels/0/name: use lower-case letters');
    expect(message).toContain('/spec/levels/0/checks/0/title: ');
    expect(message).toContain('/spec/levels/0/checks/0/rule: ');
  });

  it('refuses bad rules with their places, all in one message', async () => {
    const checks = [
      check({ id: 'a', rule: 'has(entity.spec.owner) &&' }),
      check({ id: 'b', rule: 'entity.metadata.anotations.size() > 0' }),
      check({ id: 'c', rule: 'facts.coverage.line' }),
      check({ id: 'd', rule: "entity.kind == 'API' &&\n  nothing" }),
    ];
    const message = await refusalOf(
      scorecard({ levels: [{ name: 'bronze', checks }] }),
    );
    expect(message).toMatch(/^The scorecard has 3 problems: /);
    expect(message).toMatch(/\/spec\/levels\/0\/checks\/0\/rule line 1 column/);
    expect(message).toMatch(
      /\/checks\/1\/rule line 1 column 17: .*"anotations".*"annotations"/,
    );
    expect(message).toMatch(/\/checks\/3\/rule line 2 column 3: .*"nothing"/);
  });

  it('refuses a duplicate id', async () => {
    const message = await refusalOf(
      scorecard({ levels: [{ name: 'bronze', checks: [check(), check()] }] }),
    );
    expect(message).toContain('/spec/levels/0/checks/1/id: the id "has-owner"');
  });

  it('keeps the message short, however much is wrong', async () => {
    const checks = Array.from({ length: 900 }, (_, i) =>
      check({ id: `check-${i}`, rule: `entity.${'x'.repeat(200)}` }),
    );
    const message = await refusalOf(
      scorecard({ levels: [{ name: 'bronze', checks }] }),
    );
    expect(message).toMatch(/^The scorecard has 900 problems: /);
    expect(message).toMatch(/; and 880 more$/);
    expect(message.length).toBeLessThan(10_000);
  });

  it('refuses rules that are too long together, without reading them', async () => {
    const rule = `entity.metadata.name.matches('${'(a+)+$'.repeat(150)}')`;
    const checks = Array.from({ length: 1000 }, (_, i) =>
      check({ id: `check-${i}`, rule }),
    );
    const compile = jest.spyOn(RuleEnvironment.prototype, 'compile');
    const message = await refusalOf(
      scorecard({ levels: [{ name: 'bronze', checks }] }),
    );
    expect(message).toBe(
      `The scorecard has 1 problem: /spec: its rules are too long together: ${
        1000 * rule.length
      } characters (expected at most 200000)`,
    );
    expect(compile).not.toHaveBeenCalled();
    compile.mockRestore();
  });

  it.each([
    { levels: 1 },
    { levels: [null, 'x', { checks: 7 }] },
    { points: { checks: [null] } },
    { appliesTo: [] },
  ])('refuses the shape %j without falling over', async spec => {
    await expect(refusalOf(scorecard(spec))).resolves.toContain('/spec/');
  });

  it('refuses a scorecard without a spec', async () => {
    const { spec: _, ...entity } = scorecard();
    await expect(refusalOf(entity)).resolves.toContain('/spec/owner');
  });

  it('refuses 10,000 checks without reading their rules', async () => {
    const checks = Array.from({ length: 10_000 }, (_, i) =>
      check({ id: `check-${i}` }),
    );
    const message = await refusalOf(
      scorecard({ levels: [{ name: 'bronze', checks }] }),
    );
    expect(message).toContain('has 10000');
  });

  it.each([
    ['platform', { kind: 'Group', namespace: 'default', name: 'platform' }],
    [
      'group:platform',
      { kind: 'group', namespace: 'default', name: 'platform' },
    ],
    ['user:staff/dana', { kind: 'user', namespace: 'staff', name: 'dana' }],
  ])(
    'relates a scorecard to its owner %p, both ways',
    async (owner, target) => {
      const source = {
        kind: 'Scorecard',
        namespace: 'default',
        name: 'readiness',
      };
      await expect(relationsOf(scorecard({ owner }))).resolves.toEqual([
        { source, type: 'ownedBy', target },
        { source: target, type: 'ownerOf', target: source },
      ]);
    },
  );

  it('looks for the owner in the namespace of the scorecard', async () => {
    const entity = scorecard({ owner: 'platform' }, { namespace: 'staff' });
    const [ownedBy] = await relationsOf(entity);
    expect(ownedBy).toMatchObject({
      target: { kind: 'Group', namespace: 'staff', name: 'platform' },
    });
  });

  it.each(['group:default/', 'group:', 'a b', 'group:default/a/b', 'x:y:z'])(
    'refuses the owner %p',
    async owner => {
      const message = await refusalOf(scorecard({ owner }));
      expect(message).toBe(
        `The scorecard has 1 problem: /spec/owner: "${owner}" is not an entity reference (expected a group or a user, such as "group:default/platform")`,
      );
    },
  );

  it.each([undefined, 42, '', {}])('refuses the owner %p once', async owner => {
    const message = await refusalOf(scorecard({ owner }));
    expect(message).toMatch(/^The scorecard has 1 problem: \/spec\/owner: /);
  });
});
