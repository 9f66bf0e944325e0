import { act, renderHook } from '@testing-library/react';
import { useLocalParams } from './useLocalParams';

describe('useLocalParams', () => {
  it('keeps what is chosen in the component', () => {
    const { result } = renderHook(() => useLocalParams());

    act(() => {
      result.current.update({ q: 'pay', level: ['gold', 'none'] });
      result.current.update({ sort: 'score', q: undefined });
    });

    expect(result.current.get('q')).toBeUndefined();
    expect(result.current.get('sort')).toBe('score');
    expect(result.current.getAll('level')).toEqual(['gold', 'none']);
  });
});
