import { toYaml } from './toYaml';

describe('toYaml', () => {
  it('writes as people do', () => {
    expect(
      toYaml({ levels: [{ name: 'gold', checks: [{ id: 'a', weight: 2 }] }] }),
    ).toBe(
      [
        'levels:',
        '  - name: gold',
        '    checks:',
        '      - id: a',
        '        weight: 2',
      ].join('\n'),
    );
  });

  it.each([
    'group:default/platform',
    "size(entity.spec.dependsOn) > 0 && !('x' in facts.a)",
    'Überwachung ≥ 80 %',
    'a,b#c',
  ])('leaves %j plain', text => {
    expect(toYaml({ text })).toBe(`text: ${text}`);
  });

  it.each([
    'yes',
    'null',
    '80',
    '2027-01-31',
    '',
    ' padded ',
    'ends with colon:',
    'a: b',
    'a # comment',
    'two\nlines',
    'tab\there',
    '- dash',
    '"quoted"',
    '*alias',
    '&anchor',
    '!tag',
    '%directive',
    '@at',
    '`tick',
    '{a: b}',
    '[a]',
    '~',
    '> folded',
  ])('quotes %j, which would read as something else', text => {
    expect(toYaml({ text })).toBe(`text: ${JSON.stringify(text)}`);
  });

  it('writes numbers, truth, nothing and empty things as JSON does', () => {
    expect(toYaml([-1, 1.5, true, null, [], {}])).toBe(
      '- -1\n- 1.5\n- true\n- null\n- []\n- {}',
    );
  });

  it('nests lists in lists', () => {
    expect(toYaml([[1, [2]], { a: [3] }])).toBe(
      ['- - 1', '  - - 2', '- a:', '    - 3'].join('\n'),
    );
  });

  it('quotes keys too', () => {
    expect(toYaml({ $in: 1, 'spec.type': 2, 'a: b': 3 })).toBe(
      '"$in": 1\nspec.type: 2\n"a: b": 3',
    );
  });
});
