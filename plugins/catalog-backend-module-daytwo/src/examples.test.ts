import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import {
  durationToMs,
  formatProblem,
  parseScorecard,
  RuleEnvironment,
  type CompiledScorecard,
} from '@daytwo/backstage-plugin-scorecards-common';
import { parse } from 'yaml';
import { catalogFactSchema } from './__testUtils__/catalogFactSchema';
import {
  filesIn,
  listedFiles,
  readCompany,
  readFacts,
  readHttpSourceIds,
  readSources,
  type ExampleFact,
} from './__testUtils__/examples';
import { factValidator } from './__testUtils__/factValidator';

const company = readCompany();
const sources = readSources();
const facts = readFacts();
const environment = RuleEnvironment.create({
  facts: {
    catalog: catalogFactSchema,
    ...Object.fromEntries(sources.map(({ id, schema }) => [id, schema])),
  },
});

const validators: Record<string, { check(entity: Entity): Promise<boolean> }> =
  {
    API: apiEntityV1alpha1Validator,
    Component: componentEntityV1alpha1Validator,
    Domain: domainEntityV1alpha1Validator,
    Group: groupEntityV1alpha1Validator,
    Resource: resourceEntityV1alpha1Validator,
    System: systemEntityV1alpha1Validator,
    User: userEntityV1alpha1Validator,
    Template: templateEntityV1beta3Validator,
  };

function ofKind(kind: string): Entity[] {
  return [...company.values()].filter(entity => entity.kind === kind);
}

/** Fields that hold refs, with the kind that a short ref means. */
const refFields = {
  owner: 'Group',
  system: 'System',
  domain: 'Domain',
  parent: 'Group',
  memberOf: 'Group',
  dependsOn: 'Component',
  providesApis: 'API',
  consumesApis: 'API',
};

function refsOf(entity: Entity): string[] {
  return Object.entries(refFields).flatMap(([field, defaultKind]) =>
    [entity.spec?.[field] ?? []]
      .flat()
      .map(ref =>
        stringifyEntityRef(parseEntityRef(`${ref}`, { defaultKind })),
      ),
  );
}

function scorecardsOf(predicate: (name: string) => boolean) {
  return ofKind('Scorecard').filter(e => predicate(e.metadata.name));
}

function compile(entity: Entity): CompiledScorecard {
  const parsed = parseScorecard(entity, environment);
  const problems = parsed.ok ? [] : parsed.problems.map(formatProblem);
  expect([entity.metadata.name, problems]).toEqual([entity.metadata.name, []]);
  if (!parsed.ok) throw new Error('unreachable');
  return parsed.scorecard;
}

const INVALID = 'delivery-performance';

describe('the example company', () => {
  it('lists every file of entities once', () => {
    const files = ['org', 'catalog', 'scorecards', 'templates'].flatMap(
      filesIn,
    );
    expect(listedFiles().sort()).toEqual(files.map(f => `./${f}`).sort());
  });

  it('is as large as it says', () => {
    const counts = Object.fromEntries(
      [...Object.keys(validators), 'Scorecard'].map(kind => [
        kind,
        ofKind(kind).length,
      ]),
    );
    const { API, Component, Resource, ...others } = counts;
    expect(others).toEqual({
      Domain: 4,
      System: 12,
      Group: 12,
      User: 30,
      Scorecard: 6,
      Template: 3,
    });
    expect(API + Component + Resource).toBeGreaterThanOrEqual(58);
    expect(API + Component + Resource).toBeLessThanOrEqual(64);
  });

  it('has only entities that the catalog accepts', async () => {
    for (const [ref, entity] of company) {
      if (entity.kind === 'Scorecard') continue;
      const isValid = await validators[entity.kind].check(entity);
      expect([ref, isValid]).toEqual([ref, true]);
    }
  });

  it('refers to nothing that is not there, but for what is wrong on purpose', () => {
    const dangling = [...company].flatMap(([ref, entity]) =>
      refsOf(entity)
        .filter(target => !company.has(target))
        .map(target => `${ref} → ${target}`),
    );
    expect(dangling.sort()).toEqual([
      'component:default/gift-cards → group:default/growth',
      'component:default/loyalty-service → system:default/loyalty',
      'component:default/tracking-service → component:default/geo-lookup',
    ]);
  });

  it('nests groups three deep', () => {
    const depth = (ref: string): number => {
      const parent = company.get(ref)?.spec?.parent;
      return parent ? 1 + depth(`group:default/${parent}`) : 1;
    };
    const depths = ofKind('Group').map(g => depth(stringifyEntityRef(g)));
    expect(Math.max(...depths)).toBe(3);
    expect(depth('group:default/payments-core')).toBe(3);
    expect(depth('group:default/compliance')).toBe(1);
  });

  it.each([
    ['dana', 'payments-core'],
    ['leo', 'payments'],
    ['priya', 'platform'],
    ['ada', 'compliance'],
    ['casey', 'brand-studio'],
  ])('has %s in %s', (user, group) => {
    expect(company.get(`user:default/${user}`)?.spec?.memberOf).toEqual([
      group,
    ]);
  });

  it('lets the contractor own two components', () => {
    const owned = ofKind('Component').filter(
      e => e.spec?.owner === 'group:default/brand-studio',
    );
    expect(owned).toHaveLength(2);
  });

  it('has the other defects that it promises', () => {
    const of = (ref: string) => company.get(ref);
    const withoutDescription = [...company]
      .filter(([, e]) => e.kind !== 'User' && !e.metadata.description)
      .map(([ref]) => ref);
    expect(withoutDescription).toEqual(['component:default/stock-service']);
    const empty = ofKind('Group')
      .map(g => g.metadata.name)
      .filter(name => !ofKind('User').some(u => isMember(u, name)));
    expect(empty).toEqual(['shop', 'labs']);
    expect(of('component:default/recommendations')?.spec?.owner).toBe(
      'group:default/labs',
    );
    expect(of('component:default/product-importer')?.spec?.owner).toBe(
      'user:default/pablo',
    );
    const relay = of('component:default/mail-relay');
    expect(Object.keys(relay?.spec ?? {})).toEqual([
      'type',
      'lifecycle',
      'owner',
    ]);
  });

  it('has definitions that parse, but for the one that is wrong on purpose', () => {
    const broken = ofKind('API')
      .filter(e => ['openapi', 'asyncapi'].includes(`${e.spec?.type}`))
      .filter(e => !parses(`${e.spec?.definition}`, `${e.spec?.type}`));
    expect(broken.map(e => e.metadata.name)).toEqual(['loyalty']);
  });
});

function isMember(user: Entity, group: string): boolean {
  return (user.spec?.memberOf as string[]).includes(group);
}

function parses(definition: string, key: string): boolean {
  try {
    return key in parse(definition);
  } catch {
    return false;
  }
}

describe('the example scorecards', () => {
  it('are valid against the facts that there are', () => {
    const valid = scorecardsOf(name => name !== INVALID).map(compile);
    expect(valid).toHaveLength(5);
    const read = valid.flatMap(s => s.rules.flatMap(rule => rule.sources));
    expect([...new Set(read)].sort()).toEqual([
      'catalog',
      'ci',
      'coverage',
      'incidents',
      'security',
      'slo',
      'web',
    ]);
  });

  it('have one that only the facts show to be wrong', () => {
    const [entity] = scorecardsOf(name => name === INVALID);
    expect(parseScorecard(entity)).toMatchObject({ ok: true });
    expect(parseScorecard(entity, environment)).toEqual({
      ok: false,
      problems: [
        expect.objectContaining({
          path: '/spec/levels/0/checks/0/rule',
          line: 1,
          column: 10,
          found: 'sucessRate',
          message: expect.stringContaining('Did you mean "successRate"?'),
        }),
      ],
    });
  });

  it('explain each of their checks', () => {
    const checks = scorecardsOf(name => name !== INVALID).flatMap(
      e => compile(e).definition.checks,
    );
    for (const { id, description, rationale, remediation } of checks) {
      const given = [description, rationale, remediation?.text];
      expect([id, given.map(Boolean)]).toEqual([id, [true, true, true]]);
      expect([id, remediation?.effort !== undefined]).toEqual([id, true]);
    }
  });

  it('show everything that a check can have', () => {
    const [entity] = scorecardsOf(name => name === 'production-readiness');
    const { definition } = compile(entity);
    expect(definition.levels.map(l => l.name)).toEqual([
      'bronze',
      'silver',
      'gold',
    ]);
    const { checks } = definition;
    expect(checks.some(c => c.draft)).toBe(true);
    expect(checks.some(c => c.enforcedFrom !== undefined)).toBe(true);
    expect(checks.some(c => c.appliesTo !== undefined)).toBe(true);
    expect(checks.some(c => c.freshness !== undefined)).toBe(true);
    expect(checks.some(c => c.remediation?.link !== undefined)).toBe(true);
    expect(checks.some(c => c.remediation?.playbook !== undefined)).toBe(true);
  });

  it('have one that counts points', () => {
    const [entity] = scorecardsOf(name => name === 'catalog-hygiene');
    expect(compile(entity).definition.mode).toBe('points');
  });
});

describe('the example facts', () => {
  it('have a source that fails on purpose, which no rule may read', () => {
    expect(readHttpSourceIds()).toEqual(['statuspage']);
    const scorecards = scorecardsOf(name => name !== INVALID).map(compile);
    const read = scorecards.flatMap(s => s.rules.flatMap(r => r.sources));
    expect(read).not.toContain('statuspage');
  });

  it('describe themselves to those who write rules', () => {
    for (const { title, description, schema } of sources) {
      expect([title, description].every(Boolean)).toBe(true);
      for (const field of Object.values(schema.properties)) {
        expect(field.description).toEqual(expect.any(String));
      }
    }
  });

  it.each(sources.map(s => [s.id, s] as const))(
    'of %s fit the schema, and entities that the source serves',
    (id, { schema, appliesTo }) => {
      const validate = factValidator(schema);
      const own = facts.filter(f => f.source === id);
      expect(own.length).toBeGreaterThan(5);
      expect(new Set(own.map(f => f.entityRef)).size).toBe(own.length);
      for (const { entityRef, fact, observedHoursAgo } of own) {
        expect(() => validate(fact)).not.toThrow();
        expect(observedHoursAgo).toBeGreaterThanOrEqual(0);
        expect([entityRef, isServed(entityRef, appliesTo)]).toEqual([
          entityRef,
          true,
        ]);
      }
    },
  );

  it('are all of a source that there is', () => {
    const ids = sources.map(s => s.id);
    expect(facts.filter(f => !ids.includes(f.source))).toEqual([]);
  });

  it('are checked for what is wrong', () => {
    const coverage = sources.find(s => s.id === 'coverage');
    const validate = factValidator(coverage?.schema ?? { properties: {} });
    expect(() => validate({ line: '80', tests: 1 })).toThrow('/line');
    expect(() => validate({ line: 80 })).toThrow('tests');
    expect(() => validate({ line: 80, tests: 1, x: 1 })).toThrow('x');
    expect(() =>
      validate({ line: 80, tests: 1, reportUrl: 'nowhere' }),
    ).toThrow('/reportUrl');
  });

  it.each(sources.map(s => [s.id, s] as const))(
    'of %s are fresh for some, and stale or never reported for others',
    (id, { freshness, appliesTo }) => {
      const own = facts.filter(f => f.source === id);
      const limit = durationToMs(freshness) / 3_600_000;
      const served = [...company.keys()].filter(r => isServed(r, appliesTo));
      const fresh = own.filter(f => f.observedHoursAgo < limit / 2);
      expect(fresh.length).toBeGreaterThan(served.length / 3);
      expect(fresh.length).toBeLessThan(served.length);
    },
  );

  it('make every check on them pass for some entity and fail for another', () => {
    const missing = scorecardsOf(name => name !== INVALID).flatMap(entity => {
      const { definition, rules } = compile(entity);
      return definition.checks.flatMap(({ id, slot }) => {
        const rule = rules[slot];
        if (rule.sources.includes('catalog') || rule.usesEntity) return [];
        const results = factsByEntity(rule.sources).map(
          known =>
            rule.evaluate({
              entity,
              facts: known,
              now: new Date('2026-12-01T00:00:00Z'),
            }).result,
        );
        return ['pass', 'fail']
          .filter(result => !results.some(r => r === result))
          .map(result => `${entity.metadata.name}/${id}: no ${result}`);
      });
    });
    expect(missing).toEqual([]);
  });
});

function isServed(ref: string, appliesTo: Record<string, string>): boolean {
  const entity = company.get(ref);
  if (entity?.kind.toLocaleLowerCase('en-US') !== appliesTo.kind) return false;
  const type = appliesTo['spec.type'];
  return type === undefined || entity.spec?.type === type;
}

/** The facts of these sources, for entities that have all of them. */
function factsByEntity(
  ids: string[],
): Array<Record<string, ExampleFact['fact']>> {
  const refs = [...new Set(facts.map(f => f.entityRef))];
  return refs
    .map(ref => facts.filter(f => f.entityRef === ref))
    .map(own => Object.fromEntries(own.map(f => [f.source, f.fact])))
    .filter(known => ids.every(id => id in known));
}
