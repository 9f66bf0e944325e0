import { conditionsOf, isOver, queryFromUrl, rangeOf } from '.';

function urlOf(search: string) {
  const params = new URLSearchParams(search);
  return {
    get: (key: string) => params.get(key) ?? undefined,
    getAll: (key: string) => params.getAll(key),
  };
}

const now = Date.parse('2026-03-02T09:00:00Z');

describe('queryFromUrl', () => {
  it('reads lists, words and look-ups', () => {
    expect(
      queryFromUrl(
        urlOf(
          'actor=user:default/dana&outcome=failed&outcome=denied&q=ledger&noise=true&record=5',
        ),
      ),
    ).toEqual({
      actor: ['user:default/dana'],
      outcome: ['failed', 'denied'],
      q: 'ledger',
      noise: 'true',
    });
  });

  it('leaves out what the backend would refuse', () => {
    const { outcome, q } = queryFromUrl(
      urlOf(`outcome=wonderful&outcome=denied&q=${'x'.repeat(300)}`),
    );
    expect(outcome).toEqual(['denied']);
    expect(q).toHaveLength(200);
  });

  it('is empty for an address without filters', () => {
    expect(queryFromUrl(urlOf('actor=&noise=no'))).toEqual({});
  });
});

describe('conditionsOf', () => {
  it('names every single value', () => {
    expect(conditionsOf({ outcome: ['failed', 'denied'], q: 'a' })).toEqual([
      { key: 'outcome', value: 'failed' },
      { key: 'outcome', value: 'denied' },
      { key: 'q', value: 'a' },
    ]);
  });
});

describe('rangeOf', () => {
  it.each([
    [
      'a period up to now',
      { when: '24h' },
      { from: '2026-03-01T09:00:00.000Z' },
    ],
    ['all time', { when: 'all' }, {}],
    [
      'a range',
      { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
      {
        from: '2026-01-01T00:00:00.000Z',
        to: '2026-01-02T00:00:00.000Z',
      },
    ],
    [
      'an open range',
      { to: '2026-01-02T00:00:00Z', when: '7d' },
      {
        to: '2026-01-02T00:00:00.000Z',
      },
    ],
    [
      'nothing that is no time',
      { from: 'yesterday', when: '1h' },
      {
        from: '2026-03-02T08:00:00.000Z',
      },
    ],
  ])('reads %s', (_, given, range) => {
    expect(rangeOf(given, now)).toEqual(range);
  });
});

describe('isOver', () => {
  it('is true of what ended before now', () => {
    expect(isOver({ to: '2026-03-02T09:00:00Z' }, now)).toBe(true);
    expect(isOver({ to: '2026-03-02T09:00:01Z' }, now)).toBe(false);
    expect(isOver({ from: '2026-03-01T00:00:00Z' }, now)).toBe(false);
  });
});
