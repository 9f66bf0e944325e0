import { act, renderHook } from '@testing-library/react';
import { useOptionSearch } from './useOptionSearch';

const options = Array.from({ length: 1_000 }, (_, i) => ({
  id: `${i}`,
  label: `System ${i}`,
}));

describe('useOptionSearch', () => {
  it('offers no search in a short list', () => {
    const { result } = renderHook(() =>
      useOptionSearch(options.slice(0, 8), []),
    );

    expect(result.current.search).toBeUndefined();
    expect(result.current.options).toHaveLength(8);
  });

  it('draws a part of a long list, and what is chosen in any case', () => {
    const { result } = renderHook(() => useOptionSearch(options, ['900']));

    expect(result.current.options).toHaveLength(201);
    expect(result.current.options.at(-1)?.id).toBe('900');
  });

  it('finds by part of a name, whatever its case', () => {
    const { result } = renderHook(() => useOptionSearch(options, []));

    act(() => result.current.search?.onInputChange(' SYSTEM 77'));

    expect(result.current.options.map(({ id }) => id)).toEqual([
      '77',
      ...Array.from({ length: 10 }, (_, i) => `77${i}`),
    ]);
  });
});
