import { conditionCount, entitiesHref, queryFromUrl } from './entityFilter';

const read = (text: string) => {
  const params = new URLSearchParams(text);
  return queryFromUrl({
    get: key => params.get(key) ?? undefined,
    getAll: key => params.getAll(key),
  });
};

describe('queryFromUrl', () => {
  it('reads every condition, the order and the text', () => {
    expect(
      read('group=a&group=b&level=none&check=x:fail&q=pay&sort=-name&tab=x'),
    ).toEqual({
      group: ['a', 'b'],
      level: ['none'],
      check: ['x:fail'],
      q: 'pay',
      sort: '-name',
    });
  });

  it('puts the lowest score first where the address says nothing it knows', () => {
    expect(read('')).toEqual({ sort: 'score' });
    expect(read('sort=color&group=')).toEqual({ sort: 'score' });
  });

  it('keeps within what the backend accepts', () => {
    const many = Array.from({ length: 60 }, (_, i) => `tag=${i}`).join('&');
    const query = read(`${many}&q=${'x'.repeat(300)}`);

    expect(query.tag).toHaveLength(50);
    expect(query.q).toHaveLength(200);
  });
});

describe('conditionCount', () => {
  it('counts conditions, not their values', () => {
    expect(conditionCount(read('group=a&group=b&tag=c&q=x'))).toBe(2);
  });
});

describe('entitiesHref', () => {
  it('escapes what it narrows by', () => {
    expect(entitiesHref({ group: 'group:default/a&b' })).toBe(
      '?tab=entities&group=group%3Adefault%2Fa%26b',
    );
  });
});
