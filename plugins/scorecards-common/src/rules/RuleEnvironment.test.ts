import { compiled, dynamic, problemsOf, typed } from './__testUtils__/fixtures';

describe('a rule that is refused where facts are known', () => {
  it.each([
    [
      'facts.covrage.line > 1',
      'unknown_source',
      'covrage',
      /Did you mean "coverage"/,
    ],
    ['facts.nope.line > 1', 'unknown_source', 'nope', /no source "nope"\.$/],
    ['facts.coverage.lin > 1', 'unknown_field', 'lin', /Did you mean "line"/],
    ['has(facts.coverage.lin)', 'unknown_field', 'lin', /Did you mean "line"/],
    [
      'has(facts.scan.result.hihg)',
      'unknown_field',
      'hihg',
      /Did you mean "high"/,
    ],
    [
      "facts.coverage['lin'] > 1",
      'unknown_field',
      "'lin'",
      /Did you mean "line"/,
    ],
    [
      'facts.scan.findings.exists(f, f.scor > 1)',
      'unknown_field',
      'scor',
      /Did you mean "score"/,
    ],
    [
      'facts.coverage.constructor == 1',
      'unknown_field',
      'constructor',
      /no field/,
    ],
    [
      "facts.coverage.line == 'a'",
      'wrong_type',
      "facts.coverage.line == 'a'",
      /number and string/,
    ],
    [
      "facts.coverage.line > 'a'",
      'wrong_type',
      "facts.coverage.line > 'a'",
      /number and string/,
    ],
    [
      "facts.coverage.line in ['a']",
      'wrong_type',
      "facts.coverage.line in ['a']",
      /does not fit/,
    ],
    ['facts.coverage.line', 'wrong_type', 'facts.coverage.line', /is a number/],
    [
      'facts.catalog.ownerExists && facts.coverage.line',
      'wrong_type',
      'facts.coverage.line',
      /&& needs true or false/,
    ],
    [
      '!facts.coverage.line',
      'wrong_type',
      'facts.coverage.line',
      /! needs true or false/,
    ],
    [
      'facts.coverage.line.exists(x, true)',
      'wrong_type',
      'facts.coverage.line',
      /walks a list/,
    ],
    ['facts.coverage.history.exists(x, x)', 'wrong_type', 'x', /for each item/],
    [
      'facts.coverage.history.line > 1',
      'unknown_field',
      'line',
      /facts\.coverage\.history\.exists/,
    ],
    ["facts.coverage.history['a'] > 1", 'wrong_type', "'a'", /read by number/],
    [
      'facts.coverage.line == null',
      'never_null',
      'facts.coverage.line == null',
      /has\(facts\.coverage\.line\)/,
    ],
    ["facts.scan.grade == 'd'", 'impossible_value', "'d'", /never be 'd'/],
    [
      "facts.scan.grade in ['a', 'x']",
      'impossible_value',
      "'x'",
      /never be 'x'/,
    ],
    [
      'now - facts.scan.at < duration("1h")',
      'wrong_type',
      'now - facts.scan.at',
      /Write timestamp\(facts\.scan\.at\)/,
    ],
    [
      'now - timestamp(facts.scan.at) < "1h"',
      'wrong_type',
      'now - timestamp(facts.scan.at) < "1h"',
      /Write duration\("1h"\)/,
    ],
    [
      'facts.coverage.line.startsWith("a")',
      'wrong_argument',
      'facts.coverage.line.startsWith("a")',
      /does not take number, string/,
    ],
    [
      'size(facts.coverage.line) > 1',
      'wrong_argument',
      'size(facts.coverage.line)',
      /does not take number/,
    ],
  ])('%s', (rule, code, at, message) => {
    const [problem, ...others] = problemsOf(rule);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code, line: 1 });
    expect(problem.message).toMatch(message);
    expect(rule.slice(problem.start, problem.end)).toBe(at);
    expect(problem.found).toBeTruthy();
    expect(problem.expected).toBeTruthy();
  });

  it('says what was found and what was expected', () => {
    expect(
      problemsOf('facts.catalog.ownerExists &&\n  facts.coverage.lin >= 80'),
    ).toEqual([
      {
        code: 'unknown_field',
        message: 'facts.coverage has no field "lin". Did you mean "line"?',
        found: 'lin',
        expected: 'one of line, branch, files, history',
        start: 46,
        end: 49,
        line: 2,
        column: 18,
      },
    ]);
  });

  it('reports all problems, in the order of the text', () => {
    const rule =
      'facts.nope.a && facts.coverage.lin > 1 && entity.metadat.name == "a"';
    expect(problemsOf(rule).map(p => p.found)).toEqual([
      'nope',
      'lin',
      'metadat',
    ]);
  });
});

describe('a rule that is refused in any case', () => {
  it.each([
    [
      'entity.metadat.name == "a"',
      'unknown_field',
      'metadat',
      /Did you mean "metadata"/,
    ],
    [
      'has(entity.metadat.name)',
      'unknown_field',
      'metadat',
      /Did you mean "metadata"/,
    ],
    [
      'has(entity.metadata.titel)',
      'unknown_field',
      'titel',
      /Did you mean "title"/,
    ],
    [
      'entity.metadata.costs == "a"',
      'unknown_field',
      'costs',
      /entity\.metadata\['costs'\]/,
    ],
    [
      'entity.relations.exists(r, r.typ == "a")',
      'unknown_field',
      'typ',
      /Did you mean "type"/,
    ],
    ['entity.kind == 1', 'wrong_type', 'entity.kind == 1', /string and number/],
    [
      'entity.metadata.tags == "java"',
      'wrong_type',
      'entity.metadata.tags == "java"',
      /list of string and string/,
    ],
    [
      'entity.metadata.name',
      'wrong_type',
      'entity.metadata.name',
      /needs true or false/,
    ],
    ['fact.coverage.line > 1', 'unknown_name', 'fact', /Did you mean "facts"/],
    ['facts.exists(f, true)', 'facts_by_name', 'facts', /facts\.<source>/],
    ['size(facts) > 1', 'facts_by_name', 'facts', /facts\.<source>/],
    [
      'facts[entity.kind].x == 1',
      'facts_by_name',
      'facts[entity.kind]',
      /written out/,
    ],
    ['has(facts)', 'wrong_argument', 'facts', /whether a field is there/],
    [
      'has(size("a"))',
      'wrong_argument',
      'size("a")',
      /whether a field is there/,
    ],
    [
      'entity.kind.startswith("C")',
      'unknown_function',
      'entity.kind.startswith("C")',
      /Did you mean "startsWith"/,
    ],
    [
      'startsWith(entity.kind, "C")',
      'unknown_function',
      'startsWith(entity.kind, "C")',
      /Write string\.startsWith\(string\)/,
    ],
    [
      'entity.metadata.tags.exists("a")',
      'unknown_function',
      'entity.metadata.tags.exists("a")',
      /Write list\.exists\(x, x > 1\)/,
    ],
    [
      'entity.metadata.tags.exists(entity, true)',
      'name_taken',
      'entity',
      /already means something/,
    ],
    ['duration("7d") > duration("1h")', 'bad_literal', '"7d"', /write "168h"/],
    [
      'timestamp("yesterday") < now',
      'bad_literal',
      '"yesterday"',
      /not a time/,
    ],
    ['true ? 1 : "a"', 'wrong_type', 'true ? 1 : "a"', /Both answers/],
    [
      'entity.kind.matches("(a")',
      'bad_pattern',
      '"(a"',
      /not a regular expression/,
    ],
    [
      'entity.kind.matches("a(?=b)")',
      'bad_pattern',
      '"a(?=b)"',
      /not a regular expression/,
    ],
    [
      'entity.kind.matches("(a{1,1000}){1,1000}")',
      'bad_pattern',
      '"(a{1,1000}){1,1000}"',
      /not a regular expression/,
    ],
  ])('%s', (rule, code, at, message) => {
    for (const environment of [typed, dynamic]) {
      const problems = problemsOf(rule, environment);
      const [problem] = problems;
      expect(problem).toMatchObject({ code });
      expect(problem.message).toMatch(message);
      expect(rule.slice(problem.start, problem.end)).toBe(at);
    }
  });

  it.each([
    ['', 'empty', 1, /empty/],
    ['  \n ', 'empty', 1, /empty/],
    ['entity.kind ==', 'unexpected_token', 15, /the end of the rule/],
    ['entity.kind = "a"', 'unexpected_character', 13, /Write "=="/],
    [
      'has(entity.spec.a) and has(entity.spec.b)',
      'unexpected_character',
      20,
      /"and".*Write "&&"/,
    ],
    ['entity.kind === "a"', 'unexpected_character', 15, /Write "=="/],
    ['(entity.kind == "a"', 'expected_token', 20, /"\)" should be/],
    ['entity.kind == "a', 'unterminated_string', 16, /Unterminated string/],
    ['entity.kind == "a" ü', 'unexpected_character', 20, /"ü"/],
    ['entity.tags.exists(1, true)', 'invalid_macro_argument', 20, /variable/],
    ["entity.kind == b'a'", 'unknown_literal', 16, /no bytes/],
    ['1 < 99999999999999999999', 'unknown_literal', 5, /too large/],
    ['1 < 9007199254740993', 'unknown_literal', 5, /too large/],
  ])('%s has no valid syntax', (rule, code, column, message) => {
    const [problem] = problemsOf(rule);
    expect(problem).toMatchObject({ code, column });
    expect(problem.message).toMatch(message);
  });
});

describe('a compiled rule', () => {
  it('lists what it reads, once, in the order of the text', () => {
    const rule = compiled(
      "has(entity.spec.owner) && facts.coverage.line >= 80 && 'x/y' in entity.metadata.annotations " +
        "&& entity.metadata.annotations['a/b'] == 'c' && facts.coverage.line < 99 " +
        '&& facts.scan.findings.exists(f, f.score > facts.coverage.files) && facts.scan.findings[0].score > 1',
      typed,
    );
    expect(rule.reads).toEqual([
      { root: 'entity', path: ['spec', 'owner'], text: 'entity.spec.owner' },
      {
        root: 'facts',
        source: 'coverage',
        path: ['line'],
        text: 'facts.coverage.line',
      },
      {
        root: 'entity',
        path: ['metadata', 'annotations', 'x/y'],
        text: "entity.metadata.annotations['x/y']",
      },
      {
        root: 'entity',
        path: ['metadata', 'annotations', 'a/b'],
        text: "entity.metadata.annotations['a/b']",
      },
      {
        root: 'facts',
        source: 'scan',
        path: ['findings'],
        text: 'facts.scan.findings',
      },
      {
        root: 'facts',
        source: 'coverage',
        path: ['files'],
        text: 'facts.coverage.files',
      },
      {
        root: 'facts',
        source: 'scan',
        path: ['findings', '0', 'score'],
        text: 'facts.scan.findings[0].score',
      },
    ]);
    expect(rule.sources).toEqual(['coverage', 'scan']);
    expect(rule.usesEntity).toBe(true);
    expect(rule.usesNow).toBe(false);
  });

  it('knows whether it depends on the time', () => {
    const rule = compiled('now - timestamp(facts.scan.at) < duration("168h")');
    expect(rule.usesNow).toBe(true);
    expect(rule.usesEntity).toBe(false);
    expect(rule.reads.map(read => read.text)).toEqual(['now', 'facts.scan.at']);
  });

  it('costs more the more lists it walks', () => {
    const flat = compiled('facts.a.b > 1').cost;
    const one = compiled('facts.a.b.exists(x, x > 1)').cost;
    const two = compiled('facts.a.b.exists(x, x.exists(y, y > 1))').cost;
    expect(flat).toBeLessThan(10);
    expect(one).toBeGreaterThan(100);
    expect(two).toBeGreaterThan(100 * 100);
  });
});
