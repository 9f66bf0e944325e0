import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { useUrlList, useUrlParams, useUrlState } from './useUrlState';

const wrapper = ({ children }: PropsWithChildren<{}>) => (
  <MemoryRouter initialEntries={['/page?tab=checks&level=gold&level=none']}>
    {children}
  </MemoryRouter>
);

function inUrl<T>(use: () => T) {
  const { result } = renderHook(
    () => ({ value: use(), search: useLocation().search }),
    { wrapper },
  );
  return result;
}

describe('state in the address', () => {
  it('is read from there, else it is the fallback', () => {
    const result = inUrl(() => [
      useUrlState('tab', 'teams')[0],
      useUrlState('sort', 'score')[0],
      useUrlState('q')[0],
    ]);

    expect(result.current.value).toEqual(['checks', 'score', undefined]);
  });

  it('is written without touching what else is there', () => {
    const result = inUrl(() => useUrlState<string>('tab', 'teams'));

    act(() => result.current.value[1]('entities'));

    expect(result.current.value[0]).toBe('entities');
    expect(result.current.search).toBe('?level=gold&level=none&tab=entities');
  });

  it('is left out where it is the fallback', () => {
    const result = inUrl(() => useUrlState<string>('tab', 'teams'));

    act(() => result.current.value[1]('teams'));

    expect(result.current.search).toBe('?level=gold&level=none');
  });

  it('may be a list', () => {
    const result = inUrl(() => useUrlList('level'));
    expect(result.current.value[0]).toEqual(['gold', 'none']);

    act(() => result.current.value[1](['silver']));

    expect(result.current.search).toBe('?tab=checks&level=silver');
  });

  it.each([
    ['is left behind by the way back', {}, '/before'],
    ['is come back to where it is asked for', { push: true }, '/page'],
  ])('%s', (_, options, back) => {
    const { result } = renderHook(
      () => ({
        params: useUrlParams(),
        navigate: useNavigate(),
        at: useLocation(),
      }),
      {
        wrapper: ({ children }: PropsWithChildren<{}>) => (
          <MemoryRouter initialEntries={['/before', '/page']}>
            {children}
          </MemoryRouter>
        ),
      },
    );

    act(() => result.current.params.update({ record: '5' }, options));
    expect(result.current.at.search).toBe('?record=5');
    act(() => result.current.navigate(-1));

    expect(result.current.at).toMatchObject({ pathname: back, search: '' });
  });

  it('keeps both of two changes in one handler', () => {
    const result = inUrl(() => useUrlParams());

    act(() => {
      result.current.value.update({ tab: undefined, level: [] });
      result.current.value.update({ q: 'pay', sort: '' });
    });

    expect(result.current.search).toBe('?q=pay');
  });
});
