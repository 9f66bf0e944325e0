import { diffCatalog, type KnownEntity } from './diffCatalog';

function known(ref: string, etag: string, missing = false): KnownEntity {
  return { id: 1, ref, etag, missing };
}

describe('diffCatalog', () => {
  it('fetches only what is new or differs', () => {
    const diff = diffCatalog(
      new Map([
        ['a', '1'],
        ['b', '2'],
        ['c', '1'],
      ]),
      [known('a', '1'), known('b', '1')],
    );

    expect(diff.fetch).toEqual(['c', 'b']);
    expect(diff.appeared).toEqual(['c']);
  });

  it('keeps what is absent for the first time', () => {
    const diff = diffCatalog(new Map(), [known('a', '1'), known('b', '1')]);

    expect(diff.confirmed).toEqual([]);
    expect(diff.missing).toHaveLength(2);
  });

  it('lets go of what is absent again', () => {
    const diff = diffCatalog(new Map(), [known('a', '1', true)]);

    expect(diff.confirmed).toHaveLength(1);
    expect(diff.missing).toEqual([]);
  });

  it('welcomes back what was absent', () => {
    const diff = diffCatalog(new Map([['a', '1']]), [known('a', '1', true)]);

    expect(diff.returned).toHaveLength(1);
    expect(diff.fetch).toEqual([]);
  });
});
