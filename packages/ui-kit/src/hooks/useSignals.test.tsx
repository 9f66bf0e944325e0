import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import { useSignals } from './useSignals';

type Message = { n: number };

function createSignals() {
  const listeners = new Map<string, (message: Message) => void>();
  const api: SignalApi = {
    subscribe: (channel, onMessage) => {
      listeners.set(
        channel,
        onMessage as unknown as (message: Message) => void,
      );
      return { unsubscribe: () => listeners.delete(channel) };
    },
  };
  return { api, listeners };
}

function listen(skip = false) {
  const signals = createSignals();
  const heard: number[][] = [];
  const view = renderHook(
    () =>
      useSignals<Message>(
        'things',
        messages => heard.push(messages.map(({ n }) => n)),
        { pauseMs: 1_000, skip },
      ),
    {
      wrapper: ({ children }) => (
        <TestApiProvider apis={[[signalApiRef, signals.api]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  return { ...signals, ...view, heard };
}

describe('useSignals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('hears the first at once, and what comes then together', () => {
    const { listeners, heard } = listen();
    const send = listeners.get('things');
    act(() => [1, 2, 3].forEach(n => send?.({ n })));
    expect(heard).toEqual([[1]]);
    act(() => jest.advanceTimersByTime(1_000));
    expect(heard).toEqual([[1], [2, 3]]);
  });

  it('stops when the page is left', () => {
    const { listeners, heard, unmount } = listen();
    const send = listeners.get('things');
    act(() => [1, 2].forEach(n => send?.({ n })));
    unmount();
    jest.advanceTimersByTime(5_000);
    expect(listeners.size).toBe(0);
    expect(heard).toEqual([[1]]);
  });

  it('does not listen while it is to skip', () => {
    expect(listen(true).listeners.size).toBe(0);
  });

  it('does nothing in a portal without signals', () => {
    const { result } = renderHook(
      () => useSignals('things', () => {}, { pauseMs: 1 }),
      {
        wrapper: ({ children }) => (
          <TestApiProvider apis={[]}>{children}</TestApiProvider>
        ),
      },
    );
    expect(result.current).toBeUndefined();
  });
});
