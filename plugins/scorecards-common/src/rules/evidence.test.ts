import { compiled, context, typed } from './__testUtils__/fixtures';
import { readEvidence } from './evidence';

describe('readEvidence', () => {
  it('reads what the rule names, and where it comes from', () => {
    const rule = compiled(
      "facts.coverage.line >= 80 && facts.coverage.branch == null && facts.scan.result.high == 0 && 'x/y' in entity.metadata.annotations && has(entity.spec.system) && now > timestamp(facts.scan.at) && facts.coverage.history[1] > 1",
      typed,
    );
    expect(readEvidence(rule, context)).toEqual([
      { text: 'facts.coverage.line', source: 'coverage', value: 71.5 },
      { text: 'facts.coverage.branch', source: 'coverage', value: null },
      { text: 'facts.scan.result.high', source: 'scan', value: undefined },
      { text: "entity.metadata.annotations['x/y']", value: 'z' },
      { text: 'entity.spec.system', value: undefined },
      { text: 'now', value: '2026-03-10T12:00:00.000Z' },
      { text: 'facts.scan.at', source: 'scan', value: '2026-03-08T12:00:00Z' },
      { text: 'facts.coverage.history[1]', source: 'coverage', value: 70 },
    ]);
  });

  it('takes the reads of a rule as well', () => {
    const { reads } = compiled('facts.absent.x == 1');
    expect(readEvidence(reads, context)).toEqual([
      { text: 'facts.absent.x', source: 'absent', value: undefined },
    ]);
  });

  it('shortens texts, lists and objects, and marks it', () => {
    const { reads } = compiled(
      'facts.a.text == "a" && facts.a.list.exists(x, x > 1) && facts.a.map.exists(k, k == "a") && facts.a.deep.exists(k, k == "a")',
    );
    const list = Array.from({ length: 25 }, (_, i) => i);
    const facts = {
      a: {
        text: `${'x'.repeat(198)}💶💶`,
        list,
        map: Object.fromEntries(list.map(i => [`k${i}`, i])),
        deep: { a: { b: { c: { d: 1 } } } },
      },
    };
    const [text, items, map, deep] = readEvidence(reads, { ...context, facts });
    expect(text.value).toBe(`${'x'.repeat(198)}…`);
    expect(items.value).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, '… 15 more']);
    expect(Object.keys(map.value as object)).toHaveLength(11);
    expect(map.value).toMatchObject({ k0: 0, '…': '15 more' });
    expect(deep.value).toEqual({ a: { b: { c: '…' } } });
  });

  it('does not read what objects inherit', () => {
    const { reads } = compiled(
      "facts.catalog.constructor == 1 && entity.spec['__proto__'] == 1 && facts.toString.x == 1",
    );
    const values = readEvidence(reads, context).map(item => item.value);
    expect(values).toEqual([undefined, undefined, undefined]);
  });
});
