import {
  compiled,
  context,
  dynamic,
  entity,
  facts,
  outcomeOf,
  typed,
} from './__testUtils__/fixtures';

/** Rules that mean the same with and without schemas. */
const cases: ReadonlyArray<readonly [rule: string, outcome: string]> = [
  // numbers compare as numbers
  ['facts.coverage.line >= 71', 'pass'],
  ['facts.coverage.line >= 71.5', 'pass'],
  ['facts.coverage.line >= 80', 'fail'],
  ['80 > facts.coverage.line', 'pass'],
  ['facts.coverage.files == 80', 'pass'],
  ['facts.coverage.files == 80.0', 'pass'],
  ['facts.coverage.files != 80', 'fail'],
  ['80 == facts.coverage.files', 'pass'],
  ['facts.coverage.files in [80, 90]', 'pass'],
  ['facts.coverage.files in [70, 90.5]', 'fail'],
  ['70 in facts.coverage.history', 'pass'],
  ['facts.coverage.files + 1 == 81', 'pass'],
  ['1 + facts.coverage.files * 2 - 1 == 160', 'pass'],
  ['facts.coverage.files % 2 == 0', 'pass'],
  ['facts.coverage.files % 7 == 3', 'pass'],
  ['facts.coverage.files / 3 > 26', 'pass'],
  ['-facts.coverage.files < 0', 'pass'],
  ['facts.coverage.files == 0x50', 'pass'],
  ['facts.coverage.files == 80u', 'pass'],
  ['size(facts.coverage.history) > 2', 'pass'],
  ['size(facts.coverage.history) == 3', 'pass'],
  ['facts.coverage.history.size() % 2 == 1', 'pass'],
  ['size(entity.metadata.tags) + 1 == 3', 'pass'],
  ['facts.coverage.history == [60, 70, 71.5]', 'pass'],
  ['facts.coverage.history[0] == 60', 'pass'],
  ['facts.coverage.history[size(facts.coverage.history) - 1] > 71', 'pass'],
  ['(facts.coverage.files > 50 ? 1 : facts.coverage.line) == 1', 'pass'],
  ['double("80") == facts.coverage.files', 'pass'],
  ['int(facts.coverage.line) == 71', 'pass'],
  ['string(facts.coverage.files) == "80"', 'pass'],
  [
    'facts.coverage.files / (facts.coverage.files - 80) > 1',
    'error: facts.coverage.files - 80 is zero: nothing can be divided by it',
  ],
  // entity
  ["entity.kind == 'Component'", 'pass'],
  [
    "entity.spec.lifecycle == 'production' && entity.spec.type in ['service']",
    'pass',
  ],
  ['has(entity.spec.owner)', 'pass'],
  ['has(entity.spec.system)', 'fail'],
  ['has(entity.metadata.title)', 'fail'],
  ['!has(entity.spec.profile.email)', 'pass'],
  ["'x/y' in entity.metadata.annotations", 'pass'],
  ["'x/z' in entity.metadata.annotations", 'fail'],
  ["entity.metadata.annotations['x/y'] == 'z'", 'pass'],
  ["has(entity.metadata.annotations['x/y'])", 'pass'],
  ["has(entity.metadata.annotations['x/z'])", 'fail'],
  ['has(entity.metadata.labels.tier)', 'pass'],
  ["'java' in entity.metadata.tags", 'pass'],
  ["entity.metadata['cost-centre'] == 'CC-7'", 'pass'],
  [
    "entity.relations.exists(r, r.type == 'ownedBy' && r.targetRef.startsWith('group:'))",
    'pass',
  ],
  ["entity.relations.exists_one(r, r.type == 'dependsOn')", 'pass'],
  ["entity.relations.filter(r, r.type == 'dependsOn').size() == 1", 'pass'],
  ["entity.relations.map(r, r.type) == ['ownedBy', 'dependsOn']", 'pass'],
  [
    "entity.relations.map(r, r.type == 'ownedBy', r.targetRef)[0].endsWith('payments')",
    'pass',
  ],
  [
    "entity.metadata.annotations.exists(key, key.startsWith('backstage.io/'))",
    'pass',
  ],
  [
    "{'production': 70, 'experimental': 10}[entity.spec.lifecycle] <= facts.coverage.line",
    'pass',
  ],
  ['size(entity.metadata.description) == 26', 'pass'],
  // texts
  ["entity.metadata.name.matches('^[a-z]+$')", 'pass'],
  ["entity.metadata.name.matches('out')", 'pass'],
  ["matches(entity.metadata.name, '^out')", 'fail'],
  ["'CHECKOUT'.lowerAscii() == entity.metadata.name", 'pass'],
  ["entity.spec.owner.split('/')[1] == 'payments'", 'pass'],
  ["entity.spec.owner.split(':', 2).size() == 2", 'pass'],
  ["entity.spec.owner.substring(0, 5) == 'group'", 'pass'],
  ["entity.metadata.tags.join(',') == 'java,payments'", 'pass'],
  ["entity.spec.owner.indexOf(':') == 5", 'pass'],
  ["entity.metadata.name < 'd'", 'pass'],
  ["entity.metadata.name + '-db' == 'checkout-db'", 'pass'],
  // times
  ['now - timestamp(facts.scan.at) < duration("168h")', 'pass'],
  ['now - timestamp(facts.scan.at) > duration("47h59m")', 'pass'],
  ['now - timestamp(facts.scan.at) == duration("48h")', 'pass'],
  ['timestamp(facts.scan.at) + duration("72h") < now', 'fail'],
  ['timestamp(facts.scan.at) > now - duration("72h")', 'pass'],
  [
    'now.getFullYear() == 2026 && now.getMonth() == 2 && now.getDate() == 10',
    'pass',
  ],
  ['(now - timestamp(facts.scan.at)).getHours() == 48', 'pass'],
  ['timestamp("2026-03-10") < now', 'pass'],
  // lists of facts
  ['facts.scan.findings.exists(f, f.open && f.score >= 9)', 'pass'],
  ['facts.scan.findings.all(f, f.score < 9 || !f.open)', 'fail'],
  [
    'facts.scan.findings.exists(f, f.open && facts.coverage.history.exists(h, h > f.score))',
    'pass',
  ],
  ['facts.scan.totals.high == 1', 'pass'],
  ["'high' in facts.scan.totals", 'pass'],
  ['facts.loose.other == 5', 'pass'],
  // null
  ['facts.coverage.branch == null', 'pass'],
  ['facts.coverage.branch != null && facts.coverage.branch > 50', 'fail'],
  ['has(facts.coverage.branch)', 'pass'],
  ['facts.coverage.branch >= 80', 'missing: facts.coverage.branch is null'],
  ['facts.coverage.branch == 80', 'missing: facts.coverage.branch is null'],
  ['facts.coverage.branch + 1 > 0', 'missing: facts.coverage.branch is null'],
  ['facts.coverage.branch in [80]', 'missing: facts.coverage.branch is null'],
  ['entity.spec.nothing == 3', 'missing: entity.spec.nothing is null'],
  ['has(facts.scan.result.high)', 'fail'],
  // missing
  ['facts.scan.result.high == 0', 'missing: facts.scan.result is missing'],
  ["entity.spec.system == 'shop'", 'missing: entity.spec.system is missing'],
  [
    "entity.metadata.annotations['x/z'] == 'z'",
    "missing: entity.metadata.annotations['x/z'] is missing",
  ],
  [
    'facts.coverage.history[3] > 1',
    'missing: facts.coverage.history[3] is missing',
  ],
  [
    'facts.scan.totals.medium == 0',
    'missing: facts.scan.totals.medium is missing',
  ],
  // one that decides is enough
  ['facts.coverage.branch > 1 || true', 'pass'],
  ['true || facts.coverage.branch > 1', 'pass'],
  ['facts.coverage.branch > 1 && false', 'fail'],
  [
    'facts.coverage.branch > 1 && true',
    'missing: facts.coverage.branch is null',
  ],
  [
    'facts.coverage.branch > 1 || facts.coverage.line > 99',
    'missing: facts.coverage.branch is null',
  ],
  ['!(facts.coverage.branch > 1)', 'missing: facts.coverage.branch is null'],
  [
    'facts.coverage.branch > 1 ? true : false',
    'missing: facts.coverage.branch is null',
  ],
  ['[1, 2].exists(x, x > facts.coverage.branch || x == 2)', 'pass'],
  ['[1, 2].all(x, x > facts.coverage.branch && x == 2)', 'fail'],
  [
    'facts.coverage.branch > 1 || entity.spec.system == "a" || facts.coverage.line > 1',
    'pass',
  ],
  // wrong types in the data
  [
    "entity.spec.replicas == '3'",
    'type: "==" cannot use entity.spec.replicas (number) with \'3\' (string)',
  ],
  [
    'entity.spec.owner > 3',
    'type: ">" cannot use entity.spec.owner (string) with 3 (number)',
  ],
  [
    'entity.spec.owner',
    'type: entity.spec.owner is a string, not true or false',
  ],
  [
    'entity.spec.owner.name == 1',
    'type: entity.spec.owner is a string and has no field "name"',
  ],
  [
    'entity.spec.replicas.exists(x, x)',
    'type: exists() cannot walk entity.spec.replicas (number)',
  ],
  [
    'timestamp(entity.spec.type) < now',
    'error: "service" is not a time such as "2026-01-31T12:00:00Z"',
  ],
];

describe.each([
  ['with schemas', typed],
  ['without schemas', dynamic],
])('a rule %s', (_, environment) => {
  it.each(cases)('%s → %s', (rule, outcome) => {
    expect(outcomeOf(rule, environment)).toBe(outcome);
  });

  it.each([
    ['facts.coverage.line >= 80', 'facts.coverage'],
    ['has(facts.coverage.line)', 'facts.coverage'],
    ['!has(facts.coverage.line) && true', 'facts.coverage'],
    ['has(facts.coverage.line) || false', 'facts.coverage'],
    ['facts.coverage.history.exists(h, h > 1)', 'facts.coverage'],
    ['1 in facts.coverage.history', 'facts.coverage'],
    ['has(facts.scan.result.high) && facts.coverage.line > 1', undefined],
  ])('names an absent source: %s', (rule, missing) => {
    const on = { ...context, facts: { scan: facts.scan } };
    const outcome = compiled(rule, environment).evaluate(on);
    expect(outcome).toEqual(
      missing
        ? {
            result: 'unknown',
            reason: {
              code: 'missing',
              missing,
              message: `${missing} is missing`,
            },
          }
        : { result: 'fail' },
    );
  });

  it('names an absent field', () => {
    const coverage = { files: 1, history: [], branch: null };
    const on = { ...context, facts: { coverage } };
    expect(
      compiled('facts.coverage.line > 1', environment).evaluate(on),
    ).toEqual({
      result: 'unknown',
      reason: {
        code: 'missing',
        missing: 'facts.coverage.line',
        message: 'facts.coverage.line is missing',
      },
    });
    expect(outcomeOf('has(facts.coverage.line)', environment, on)).toBe('fail');
  });

  it('says where an item of a list comes from', () => {
    const findings = [{ id: 'a', open: true }];
    const on = { ...context, facts: { scan: { findings } } };
    expect(
      outcomeOf('facts.scan.findings.exists(f, f.score > 1)', environment, on),
    ).toBe('missing: f.score is missing (f is an item of facts.scan.findings)');
  });

  it('takes an entity without annotations, tags and relations as having none', () => {
    const bare = {
      ...context,
      entity: {
        apiVersion: 'v1',
        kind: 'Component',
        metadata: { name: 'bare' },
      },
    };
    const outcome = (rule: string) => outcomeOf(rule, environment, bare);
    expect(outcome("'x/y' in entity.metadata.annotations")).toBe('fail');
    expect(outcome("'java' in entity.metadata.tags")).toBe('fail');
    expect(outcome("entity.relations.exists(r, r.type == 'ownedBy')")).toBe(
      'fail',
    );
    expect(outcome('size(entity.metadata.links) == 0')).toBe('pass');
    expect(outcome('has(entity.spec.owner)')).toBe('fail');
    expect(outcome('has(entity.metadata.tags)')).toBe('fail');
    expect(outcome('entity.spec.owner == "a"')).toBe(
      'missing: entity.spec.owner is missing',
    );
  });
});

describe('a rule on data that does not keep to its schema', () => {
  it('is unknown, and not wrong', () => {
    const on = { ...context, facts: { coverage: { line: '83 %' } } };
    expect(outcomeOf('facts.coverage.line >= 80', typed, on)).toBe(
      'type: ">=" cannot use facts.coverage.line (string) with 80 (number)',
    );
  });
});

describe('inherited names', () => {
  it.each([
    'entity.spec.constructor == 1',
    'entity.spec.__proto__ == 1',
    "entity.spec['__proto__'] == 1",
    'entity.spec.toString == 1',
    'facts.catalog.hasOwnProperty == 1',
    'facts.constructor.x == 1',
    'entity.metadata.tags.map(t, {"d": dyn(now)})[0].d.getTime == 1',
    'entity.metadata.tags.map(t, {"d": dyn(duration("1h"))})[0].d.millis == 1',
  ])('%s is not there', rule => {
    expect(outcomeOf(rule)).toMatch(/^(missing|type): /);
  });

  it('reads such names where the data really has them', () => {
    const on = {
      ...context,
      facts: { odd: JSON.parse('{"__proto__": 1, "constructor": 2}') },
    };
    expect(outcomeOf('facts.odd.constructor == 2', dynamic, on)).toBe('pass');
    expect(outcomeOf("facts.odd['__proto__'] == 1", dynamic, on)).toBe('pass');
    expect(outcomeOf("{'__proto__': 1}['__proto__'] == 1", dynamic, on)).toBe(
      'pass',
    );
  });
});

it('evaluates again and again, whatever came before', () => {
  const rule = compiled('entity.metadata.tags.exists(t, t == "java")');
  const other = { ...context, entity: { ...entity, metadata: { name: 'x' } } };
  expect(rule.evaluate(context)).toEqual({ result: 'pass' });
  expect(rule.evaluate(other)).toEqual({ result: 'fail' });
  expect(rule.evaluate(context)).toEqual({ result: 'pass' });
});
