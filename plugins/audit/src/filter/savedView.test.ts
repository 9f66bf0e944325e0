import { MOST_VIEWS, readViews, viewChanges, viewQuery, withView } from '.';

const denied = { name: 'Denied', query: 'outcome=denied&when=24h' };

describe('viewQuery', () => {
  it('keeps every filter and a period that goes with the time', () => {
    expect(
      viewQuery({
        query: { actor: ['user:default/dana', 'user:default/ada'], q: 'a&b' },
        range: { from: '2026-03-01T00:00:00.000Z' },
        when: '24h',
      }),
    ).toBe(
      'actor=user%3Adefault%2Fdana&actor=user%3Adefault%2Fada&q=a%26b&when=24h',
    );
  });

  it('keeps a range that a person chose', () => {
    const range = {
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-02T00:00:00.000Z',
    };
    expect(
      new URLSearchParams(viewQuery({ query: {}, range, when: 'custom' })),
    ).toEqual(new URLSearchParams(range));
  });
});

describe('viewChanges', () => {
  it('takes away what the view does not speak of, and nothing that is no filter', () => {
    const changes = viewChanges({
      ...denied,
      query: `${denied.query}&record=5`,
    });
    expect(changes).toMatchObject({
      outcome: ['denied'],
      when: ['24h'],
      actor: [],
      from: [],
    });
    expect(changes).not.toHaveProperty('record');
  });
});

describe('readViews', () => {
  it.each([undefined, null, 'views', { name: 'a' }])(
    'finds none in %p',
    stored => {
      expect(readViews(stored)).toEqual([]);
    },
  );

  it('leaves out what is no view, and what is too many', () => {
    expect(readViews([denied, null, { name: 'a' }, 5])).toEqual([denied]);
    const many = Array.from({ length: 2 * MOST_VIEWS }, () => denied);
    expect(readViews(many)).toHaveLength(MOST_VIEWS);
  });
});

describe('withView', () => {
  it('takes the place of one of the same name, in the order of names', () => {
    const other = { name: 'Approvals', query: 'event=a' };
    const newer = { ...denied, query: 'outcome=denied&when=7d' };
    expect(withView(withView([denied], other), newer)).toEqual([other, newer]);
  });
});
