import { Environment } from '@marcbachmann/cel-js';
import { context, outcomeOf } from './__testUtils__/fixtures';

/** The evaluator of cel-js, as a second opinion on what CEL means. */
const cel = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
});

function celOutcome(rule: string): string {
  try {
    return cel.evaluate(rule, context) === true ? 'pass' : 'fail';
  } catch {
    return 'unknown';
  }
}

function ourOutcome(rule: string): string {
  return outcomeOf(rule).replace(/^(missing|type|error|cost): .*$/s, 'unknown');
}

/** https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Random = (below: number) => number;

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random(items.length)];
}

const numbers = [
  '1.0',
  '-2.5',
  '80.0',
  'facts.coverage.line',
  'facts.coverage.files',
  'facts.coverage.history[1]',
  'facts.coverage.none',
  'double(size(entity.metadata.tags))',
];

const atoms = [
  'true',
  'false',
  'facts.catalog.ownerExists',
  'facts.catalog.none',
  'has(facts.coverage.line)',
  'has(facts.coverage.none)',
  "entity.kind == 'Component'",
  "'java' in entity.metadata.tags",
  "'x/z' in entity.metadata.annotations",
  "entity.metadata.name.startsWith('check')",
];

const macroNames = ['all', 'exists', 'exists_one'];

function number(random: Random, depth: number): string {
  if (depth === 0) return pick(random, numbers);
  const operator = pick(random, ['+', '-', '*']);
  return `(${number(random, depth - 1)} ${operator} ${number(
    random,
    depth - 1,
  )})`;
}

function comparison(random: Random): string {
  const operator = pick(random, ['<', '<=', '>', '>=', '==', '!=']);
  return `${number(random, random(2))} ${operator} ${number(
    random,
    random(2),
  )}`;
}

function formula(random: Random, depth: number, isInside = false): string {
  if (depth === 0) {
    return random(2) === 0 ? pick(random, atoms) : comparison(random);
  }
  const part = () => formula(random, depth - 1, isInside);
  switch (random(isInside ? 5 : 6)) {
    case 0:
      return `!(${part()})`;
    case 1:
      return `(${part()} ? ${part()} : ${part()})`;
    case 2:
      return `(${part()} && ${part()} && ${part()})`;
    case 3:
      return `(${part()} || ${part()} || ${part()})`;
    case 4:
      return `(${part()} && ${part()})`;
    default: {
      const inner = formula(random, depth - 1, true);
      const macro = pick(random, macroNames);
      return `facts.coverage.history.${macro}(h, h > 65.0 || ${inner})`;
    }
  }
}

describe('a rule means what CEL means', () => {
  it('on 2,000 random formulas', () => {
    const random = randomFrom(20_260_310);
    const seen = { pass: 0, fail: 0, unknown: 0 };
    for (let i = 0; i < 2000; i++) {
      const rule = formula(random, 1 + random(3));
      if (rule.length > 4000) continue;
      const expected = celOutcome(rule);
      seen[expected as keyof typeof seen]++;
      expect(`${rule} → ${ourOutcome(rule)}`).toBe(`${rule} → ${expected}`);
    }
    // The formulas are worth something only if all outcomes come up.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });

  it.each([
    "entity.spec.owner.split(':')[0] == 'group'",
    "entity.spec.owner.split('/', 1) == [entity.spec.owner]",
    "entity.metadata.tags.join('-') == 'java-payments'",
    "'äöü'.size() == 3 && size('💶') == 1",
    "'a,b,c'.split(',', 2) == ['a', 'b,c']",
    "'hello'.substring(1, 3) == 'el'",
    "dyn('hello').substring(4, 9) == 'o'",
    "'hello'.indexOf('l') == 2 && 'hello'.lastIndexOf('l') == 3",
    "' x '.trim() == 'x' && 'Ab'.upperAscii() == 'AB'",
    "'b' > 'a' && !('B' > 'a')",
    "duration('1h30m') == duration('90m')",
    "duration('-1.5h') < duration('1ms')",
    "duration('90m').getHours() == 1 && duration('90m').getMinutes() == 90",
    "timestamp('2026-03-01T00:00:00Z') + duration('24h') == timestamp('2026-03-02T00:00:00Z')",
    "timestamp('2026-03-01T00:00:00+01:00') < timestamp('2026-03-01T00:00:00Z')",
    "timestamp('2026-03-01T10:20:30Z').getDayOfYear() == 59",
    "timestamp('2026-03-01T10:20:30Z').getDayOfWeek() == 0",
    "timestamp('2026-03-01T10:20:30Z').getDayOfMonth() == 0",
    "timestamp(0) == timestamp('1970-01-01T00:00:00Z')",
    'now.getHours() == 12 && now.getMinutes() == 0',
    "bool('true') && !bool('f')",
    "bool(dyn('maybe'))",
    "int('12') == 12 && double('1.5') == 1.5",
    "int(dyn('1x')) == 1",
    "string(1.5) == '1.5' && string(true) == 'true'",
    '[1, 2] + [3] == [1, 2, 3]',
    '[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]',
    "{'a': 1, 'b': {'c': 2}} == {'b': {'c': 2}, 'a': 1}",
    "{'a': 1} == {'a': 2}",
    "'a' in {'a': 1} && !('b' in {'a': 1})",
    "{'a': 1}.exists(k, k == 'a')",
    '[[1], [2]].exists(x, x.exists(y, y == 2))',
    'dyn(null) == null',
    '5 % 3 == 2 && -5 % 3 == -2',
    "r'\\d+' == '\\\\d+'",
    "'''a\nb''' == 'a\\nb'",
    'true // a comment',
  ])('%s', rule => {
    expect(ourOutcome(rule)).toBe(celOutcome(rule));
  });
});
