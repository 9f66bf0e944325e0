import {
  compiled,
  context,
  dynamic,
  outcomeOf,
  problemsOf,
  typed,
} from './__testUtils__/fixtures';
import { compilePattern, matchPattern } from './regex';
import { Meter } from './Meter';
import { Unknown } from './values';

/** Generous, for a busy machine; unbounded, these would take minutes. */
const soon = 1000;

function timed<T>(run: () => T): { millis: number; value: T } {
  const start = performance.now();
  const value = run();
  return { millis: performance.now() - start, value };
}

describe('a hostile rule', () => {
  const texts: ReadonlyArray<
    readonly [name: string, text: string, code: string]
  > = [
    [
      '100,000 parentheses',
      `${'('.repeat(100_000)}true${')'.repeat(100_000)}`,
      'too_long',
    ],
    [
      'a megabyte of text',
      `entity.kind == "${'a'.repeat(1_000_000)}"`,
      'too_long',
    ],
    ['2,000 parentheses', '('.repeat(2000), 'too_deep'],
    ['2,000 brackets', `${'['.repeat(2000)}${']'.repeat(2000)}`, 'too_deep'],
    ['4,000 negations', `${'!'.repeat(4000)}true`, 'too_large'],
    ['900 negations', `${'!'.repeat(900)}true`, 'too_deep'],
    ['a sum of 400 terms', `${'1+'.repeat(400)}1 > 0`, 'too_deep'],
    ['a list of 1,000 items', `1 in [${'1,'.repeat(1000)}1]`, 'too_large'],
    [
      'a map of 200 entries',
      `"a" in {${'"a":1,'.repeat(200)}"b":1}`,
      'too_large',
    ],
    ['2,000 terms', `${'a||'.repeat(1300)}a`, 'too_large'],
    [
      'a call with 100 arguments',
      `size(${'1,'.repeat(100)}1) > 0`,
      'too_large',
    ],
    [
      'a path of 1,000 fields',
      `entity.spec${'.a'.repeat(1000)} == 1`,
      'too_deep',
    ],
    [
      '200 choices in one another',
      `${'true ? true : '.repeat(200)}true`,
      'too_deep',
    ],
    [
      'macros nested three deep',
      '[[[true]]].all(x, x.all(y, y.all(z, z)))',
      'too_deep',
    ],
    [
      'half of a surrogate pair',
      'entity.kind == "\ud83d"',
      'unexpected_character',
    ],
    ['a zero byte', 'entity.kind == "\0"', 'unexpected_character'],
    [
      'a sign that turns the text around',
      'entity.kind == "\u202e"',
      'unexpected_character',
    ],
    ['a number of 4,000 digits', `1 < ${'9'.repeat(4000)}`, 'unknown_literal'],
    ['a name in Cyrillic', 'еntity.kind == "a"', 'unexpected_character'],
    ['a reserved word', '__proto__ == 1', 'reserved_identifier'],
    ['a name that objects inherit', 'constructor == 1', 'unknown_name'],
    [
      'a function that objects inherit',
      'toString() == "a"',
      'unknown_function',
    ],
    [
      'a method that objects inherit',
      'entity.kind.constructor("x")',
      'unknown_function',
    ],
  ];

  it.each(texts)('with %s is refused at once', (_, text, code) => {
    for (const environment of [typed, dynamic]) {
      const { millis, value } = timed(() => problemsOf(text, environment));
      expect(value[0]).toMatchObject({ code });
      expect(JSON.stringify(value[0]).length).toBeLessThan(500);
      expect(millis).toBeLessThan(soon);
    }
  });

  it('reports at most twenty problems', () => {
    const text = Array.from({ length: 100 }, (_, i) => `x${i}`).join(' && ');
    expect(problemsOf(text)).toHaveLength(20);
  });

  it('may be a long chain of terms', () => {
    const text = `${'entity.kind == "a" || '.repeat(150)}true`;
    expect(outcomeOf(text)).toBe('pass');
  });
});

describe('hostile data', () => {
  const list = Array.from({ length: 5000 }, (_, i) => i);
  const facts = {
    big: {
      list,
      lists: list.map(() => list),
      text: 'a'.repeat(1_000_000),
      deep: JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`),
    },
  };
  const on = { ...context, facts };

  it.each([
    'facts.big.list.all(a, facts.big.list.exists(b, a + b < 0) || true)',
    'facts.big.list.all(a, facts.big.list.all(b, a + b >= 0))',
    'facts.big.list.exists(a, facts.big.list.exists(b, b == "x"))',
    'facts.big.lists.exists(a, a.exists(b, b < 0)) || true',
    'facts.big.list.map(a, facts.big.list + facts.big.list).size() > 0',
    'facts.big.list.all(a, facts.big.list == facts.big.list.map(x, x))',
    'facts.big.list.all(a, !(a in facts.big.list.filter(x, x < 0)))',
    'facts.big.list.exists(a, facts.big.text.contains("b"))',
    'facts.big.text.split("").exists(c, c == "b")',
    'facts.big.list.map(a, facts.big.text.split("")).size() > 0',
    'facts.big.text + facts.big.text == "a"',
  ])('stops %s', rule => {
    const { millis, value } = timed(() => outcomeOf(rule, dynamic, on));
    expect(value).toMatch(/^cost: the data is too large/);
    expect(millis).toBeLessThan(soon * 2);
  });

  it('answers where the answer comes early', () => {
    const rule =
      'facts.big.list.exists(a, facts.big.list.exists(b, a + b == 3))';
    expect(outcomeOf(rule, dynamic, on)).toBe('pass');
  });

  it('has a new budget for each evaluation', () => {
    const rule = compiled('facts.big.list.all(a, a >= 0)');
    for (let i = 0; i < 300; i++) {
      expect(rule.evaluate(on)).toEqual({ result: 'pass' });
    }
  });

  it('refuses to match a text that is too long', () => {
    expect(outcomeOf("facts.big.text.matches('^a')", dynamic, on)).toBe(
      'cost: the text to match has 1000000 characters, more than 65536',
    );
  });

  it('survives lists that are nested thousands deep', () => {
    expect(outcomeOf('facts.big.deep == [[[]]]', dynamic, on)).toBe('fail');
    const deep = () => JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    const both = { ...on, facts: { big: { a: deep(), b: deep() } } };
    expect(outcomeOf('facts.big.a == facts.big.b', dynamic, both)).toMatch(
      /^(pass|error: the rule could not be evaluated)/,
    );
  });
});

describe('a regular expression', () => {
  it('that takes other engines forever is answered at once', () => {
    const facts = { a: { text: `${'a'.repeat(50_000)}!` } };
    const { millis, value } = timed(() =>
      outcomeOf("facts.a.text.matches('^(a+)+$')", dynamic, {
        ...context,
        facts,
      }),
    );
    expect(value).toBe('fail');
    expect(millis).toBeLessThan(soon);
  });

  it('that defeats a caching engine is cut off by its cost', () => {
    const compiledPattern = compilePattern('[ab]*a[ab]{900}$');
    const text = Array.from({ length: 60_000 }, (_, i) =>
      (i * 7919) % 13 < 6 ? 'a' : 'b',
    ).join('');
    if (compiledPattern instanceof Unknown) throw new Error('not compiled');
    const { millis, value } = timed(() =>
      matchPattern(compiledPattern, text, new Meter()),
    );
    expect(value).toMatchObject({ reason: { code: 'cost' } });
    expect(millis).toBeLessThan(soon);
  });

  it('that a fact holds and that is none makes the rule unknown', () => {
    const on = { ...context, facts: { a: { pattern: '(' } } };
    expect(outcomeOf('entity.kind.matches(facts.a.pattern)', dynamic, on)).toBe(
      'error: not a regular expression: missing closing ): `(`',
    );
  });

  it('that a fact holds is used', () => {
    const on = { ...context, facts: { a: { pattern: '^Comp' } } };
    const rule = 'entity.kind.matches(facts.a.pattern)';
    expect(outcomeOf(rule, dynamic, on)).toBe('pass');
  });

  it('that is too long is refused', () => {
    const text = `entity.kind.matches("${'a'.repeat(1001)}")`;
    expect(problemsOf(text)[0].message).toMatch(/longer than 1000/);
  });
});
