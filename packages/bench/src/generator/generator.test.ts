import {
  parseScorecard,
  RuleEnvironment,
} from '@daytwo/backstage-plugin-scorecards-common';
import { createCatalog } from './catalog';
import { createChecks, expectedState } from './checks';
import { changeFact, factOf, factsOf } from './facts';
import { Random } from './Random';
import { createScorecard } from './scorecards';
import { schemaOf, sources } from './sources';

const catalogFact = {
  type: 'object',
  properties: {
    hasDocs: { type: 'boolean' },
    ownerExists: { type: 'boolean' },
    dependencies: { type: 'number' },
  },
};
const schemas = {
  catalog: catalogFact,
  ...Object.fromEntries(sources.map(s => [s.id, schemaOf(s)])),
};

describe('Random', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const numbers = (...parts: number[]) => {
      const random = Random.of(...parts);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(numbers(1, 2)).toEqual(numbers(1, 2));
    expect(numbers(1, 2)).not.toEqual(numbers(12));
    expect(numbers(7).every(n => n >= 0 && n < 1)).toBe(true);
  });

  it('spreads numbers evenly', () => {
    const random = Random.of('evenly');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      counts[random.int(0, 9)]++;
    }
    expect(Math.min(...counts)).toBeGreaterThan(900);
    expect(Math.max(...counts)).toBeLessThan(1100);
  });

  it('samples each item at most once', () => {
    const taken = Random.of(3).sample(['a', 'b', 'c'], 9);
    expect([...taken].sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('createCatalog', () => {
  const catalog = createCatalog({ seed: 1, components: 1000 });

  it('gives the same component by itself and in its page', () => {
    const again = createCatalog({ seed: 1, components: 1000 });
    const [, second] = [...again.componentPages(300)];
    expect(second[7]).toEqual(catalog.component(307));
    expect(
      createCatalog({ seed: 2, components: 1000 }).component(307),
    ).not.toEqual(catalog.component(307));
  });

  it('has as many components as asked for, of a believable size', () => {
    const all = [...catalog.componentPages(300)].flat();
    const bytes = all.map(e => JSON.stringify(e).length);
    const mean = bytes.reduce((a, b) => a + b) / bytes.length;
    expect(new Set(all.map(e => e.metadata.name)).size).toBe(1000);
    expect(mean).toBeGreaterThan(1200);
    expect(mean).toBeLessThan(1700);
  });

  it('nests groups three deep', () => {
    const parents = new Map<string, string | undefined>(
      catalog.others.flatMap(({ kind, metadata, relations }) =>
        kind === 'Group'
          ? [
              [
                `group:default/${metadata.name}`,
                relations?.[0]?.targetRef,
              ] as const,
            ]
          : [],
      ),
    );
    const [team] = catalog.structure.teamRefs;
    const area = parents.get(team) ?? '';
    const department = parents.get(area) ?? '';
    expect(area).toMatch(/^group:default\/area-/);
    expect(department).toMatch(/^group:default\/department-/);
    expect(parents.get(department)).toBeUndefined();
  });
});

describe('facts', () => {
  it('keeps to the fields of the source, and changes one at a time', () => {
    for (const source of sources) {
      const fact =
        factOf({ ...source, absent: 0 }, { seed: 5, index: 3 }) ?? {};
      const changed = changeFact(source, fact, Random.of('change'));
      const differing = Object.keys(changed).filter(
        k => changed[k] !== fact[k],
      );
      expect(Object.keys(fact)).toEqual(Object.keys(source.fields));
      expect(differing).toHaveLength(1);
    }
  });

  it('is absent for the same entities in each round', () => {
    const absent = (round: number) =>
      Array.from(
        { length: 500 },
        (_, index) =>
          factOf(sources[4], { seed: 5, index, round }) === undefined,
      );
    expect(absent(1)).toEqual(absent(0));
    expect(absent(0).filter(Boolean).length).toBeGreaterThan(5);
  });
});

describe('createChecks', () => {
  it('makes scorecards that are valid', () => {
    const checks = createChecks({ seed: 1, count: 50 });
    const entity = createScorecard({ name: 'bench', checks });
    const parsed = parseScorecard(
      entity,
      RuleEnvironment.create({ facts: schemas }),
    );
    expect(parsed).toMatchObject({ ok: true });
    expect(new Set(checks.map(check => check.terms.length))).toEqual(
      new Set([1, 2, 3, 4]),
    );
  });

  it('keeps to facts where other tools are to say the same', () => {
    const checks = createChecks({ seed: 1, count: 100, factsOnly: true });
    const terms = checks.flatMap(check => check.terms);
    expect(terms.every(term => term.comparison)).toBe(true);
    expect(checks.some(check => check.onlyType)).toBe(false);
  });

  it('knows the verdicts that the rules give', () => {
    const environment = RuleEnvironment.create({ facts: schemas });
    const catalog = createCatalog({ seed: 9, components: 60 });
    const seen = new Set<string>();
    const checks = createChecks({ seed: 9, count: 100 });
    for (const check of checks.filter(c => !c.onlyType)) {
      const compiled = environment.compile(check.rule);
      for (let index = 0; index < 60; index++) {
        const entity = catalog.component(index);
        const facts = factsOf({ seed: 9, index });
        const { annotations } = entity.metadata;
        const known = {
          ...facts,
          catalog: {
            hasDocs: annotations?.['backstage.io/techdocs-ref'] !== undefined,
            ownerExists: !String(entity.spec?.owner).includes('gone'),
            dependencies: (entity.relations ?? []).filter(
              r => r.type === 'dependsOn',
            ).length,
          },
        };
        const result =
          compiled.ok &&
          compiled.rule.evaluate({ entity, facts: known, now: new Date(0) })
            .result;
        expect([check.rule, expectedState(check, { entity, facts })]).toEqual([
          check.rule,
          result,
        ]);
        seen.add(String(result));
      }
    }
    expect([...seen].sort()).toEqual(['fail', 'pass', 'unknown']);
  });
});
