import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import { scorecardsApiRef } from '../api';
import { createFakeApi, pending } from '../__testUtils__/fakeApi';
import { useScorecards, type UseScorecardsOptions } from './useScorecards';

function facts(entityRef: string) {
  return { entityRef, items: [] };
}

function ask(
  api = createFakeApi({
    getEntityFacts: ({ params }) => facts(params?.entityRef ?? ''),
  }),
  options?: UseScorecardsOptions,
) {
  const view = renderHook(
    ({ entityRef }) =>
      useScorecards('getEntityFacts', { params: { entityRef } }, options),
    {
      initialProps: { entityRef: 'a' },
      wrapper: ({ children }) => (
        <TestApiProvider apis={[[scorecardsApiRef, api]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  return { api, ...view };
}

describe('useScorecards', () => {
  it('is loading, then has the answer and its date', async () => {
    const { result } = ask();
    expect(result.current).toMatchObject({ loading: true, data: undefined });

    await waitFor(() => expect(result.current.data).toEqual(facts('a')));

    expect(result.current).toMatchObject({ loading: false, refreshing: false });
    expect(result.current.loadedAt).toBeInstanceOf(Date);
  });

  it('keeps the answer while it asks again', async () => {
    const { api, result } = ask();
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.answers = { getEntityFacts: pending };
    act(() => result.current.refetch());

    expect(result.current).toMatchObject({
      data: facts('a'),
      loading: false,
      refreshing: true,
    });
  });

  it('never takes the answer about one entity for that about another', async () => {
    const { api, result, rerender } = ask();
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.answers = { getEntityFacts: pending };
    rerender({ entityRef: 'b' });

    expect(result.current).toMatchObject({ data: undefined, loading: true });
  });

  it('may keep the answer before for filters, marked as such', async () => {
    const { api, result, rerender } = ask(undefined, { keepPrevious: true });
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.answers = { getEntityFacts: pending };
    rerender({ entityRef: 'b' });

    expect(result.current).toMatchObject({
      data: facts('a'),
      isPrevious: true,
      refreshing: true,
    });
  });

  it('shows at once what was answered before', async () => {
    const first = ask();
    await waitFor(() => expect(first.result.current.data).toBeDefined());
    first.unmount();

    const { result } = ask(first.api);

    expect(result.current).toMatchObject({
      data: facts('a'),
      loading: false,
      refreshing: true,
    });
    await waitFor(() => expect(result.current.refreshing).toBe(false));
  });

  it('ignores an answer that comes too late', async () => {
    let answerA = (_: ReturnType<typeof facts>) => {};
    const { result, rerender } = ask(
      createFakeApi({
        getEntityFacts: ({ params }) =>
          params?.entityRef === 'a'
            ? new Promise(resolve => {
                answerA = resolve;
              })
            : facts('b'),
      }),
    );
    rerender({ entityRef: 'b' });
    await waitFor(() => expect(result.current.data).toEqual(facts('b')));

    await act(async () => answerA(facts('a')));

    expect(result.current.data).toEqual(facts('b'));
  });

  it('keeps the last good answer beside an error', async () => {
    const { api, result } = ask();
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.answers = {};
    act(() => result.current.refetch());

    await waitFor(() => expect(result.current.error).toBeDefined());
    expect(result.current.data).toEqual(facts('a'));
  });

  it('asks nothing while it is to skip', () => {
    const { api, result } = ask(undefined, { skip: true });

    expect(api.calls).toEqual([]);
    expect(result.current).toMatchObject({ loading: false, data: undefined });
  });
});
