import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type { ScorecardsSignal } from '@daytwo/backstage-plugin-scorecards-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import { scorecardsApiRef } from '../api';
import { createFakeApi } from '../__testUtils__/fakeApi';
import { useScorecards, type UseScorecardsOptions } from './useScorecards';

function ask(options?: UseScorecardsOptions) {
  const api = createFakeApi({
    getEntityFacts: ({ params }) => ({
      entityRef: params?.entityRef ?? '',
      items: [],
    }),
  });
  let send: (signal: ScorecardsSignal) => void = () => {};
  const signals: SignalApi = {
    subscribe: (_channel, onMessage) => {
      send = onMessage as typeof send;
      return { unsubscribe: () => {} };
    },
  };
  const view = renderHook(
    ({ entityRef }) =>
      useScorecards('getEntityFacts', { params: { entityRef } }, options),
    {
      initialProps: { entityRef: 'a' },
      wrapper: ({ children }) => (
        <TestApiProvider
          apis={[
            [scorecardsApiRef, api],
            [signalApiRef, signals],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    },
  );
  return { api, ...view, signal: (message: ScorecardsSignal) => send(message) };
}

describe('useScorecards', () => {
  it('asks the backend, and again where the input changes', async () => {
    const { api, result, rerender } = ask();
    await waitFor(() => expect(result.current.data?.entityRef).toBe('a'));

    rerender({ entityRef: 'b' });

    await waitFor(() => expect(result.current.data?.entityRef).toBe('b'));
    expect(api.calls).toEqual([
      { id: 'getEntityFacts', input: { params: { entityRef: 'a' } } },
      { id: 'getEntityFacts', input: { params: { entityRef: 'b' } } },
    ]);
  });

  it('asks again where a signal says that the answer changed', async () => {
    const { api, result, signal } = ask({
      affectedBy: ({ entityRefs }) => entityRefs?.includes('a') ?? true,
    });
    await waitFor(() => expect(result.current.data).toBeDefined());

    act(() => signal({ entityRefs: ['a'] }));

    await waitFor(() => expect(result.current.refreshing).toBe(false));
    expect(api.calls).toHaveLength(2);
  });

  it('does not ask again for signals about others', async () => {
    const { api, result, signal } = ask({
      affectedBy: ({ entityRefs }) => entityRefs?.includes('a') ?? true,
    });
    await waitFor(() => expect(result.current.data).toBeDefined());

    act(() => signal({ entityRefs: ['b'] }));

    expect(result.current.refreshing).toBe(false);
    expect(api.calls).toHaveLength(1);
  });

  it('asks nothing while it is to skip', () => {
    const { api, result, signal } = ask({ skip: true });
    act(() => signal({}));

    expect(api.calls).toEqual([]);
    expect(result.current).toMatchObject({ loading: false, data: undefined });
  });
});
