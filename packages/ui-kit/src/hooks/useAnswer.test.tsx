import { act, renderHook, waitFor } from '@testing-library/react';
import { useAnswer, type Question } from './useAnswer';

type Ask = (thing: string) => Promise<string>;

const answer: Ask = async thing => `about ${thing}`;
const pending: Ask = () => new Promise(() => {});
const fail: Ask = async () => {
  throw new Error('no answer');
};

/** An API whose answers a test exchanges while the page is open. */
function createApi(ask: Ask = answer) {
  return { ask, calls: 0 };
}

function open(
  api = createApi(),
  options?: Pick<Question<string>, 'skip' | 'keepPrevious'>,
) {
  const view = renderHook(
    ({ thing }) =>
      useAnswer({
        ...options,
        api,
        key: thing,
        ask: () => {
          api.calls++;
          return api.ask(thing);
        },
      }),
    { initialProps: { thing: 'a' } },
  );
  return { api, ...view };
}

describe('useAnswer', () => {
  it('is loading, then has the answer and its date', async () => {
    const { result } = open();
    expect(result.current).toMatchObject({ loading: true, data: undefined });

    await waitFor(() => expect(result.current.data).toBe('about a'));

    expect(result.current).toMatchObject({ loading: false, refreshing: false });
    expect(result.current.loadedAt).toBeInstanceOf(Date);
  });

  it('keeps the answer while it asks again', async () => {
    const { api, result } = open();
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.ask = pending;
    act(() => result.current.refetch());

    expect(result.current).toMatchObject({
      data: 'about a',
      loading: false,
      refreshing: true,
    });
  });

  it('never takes the answer to one question for that to another', async () => {
    const { api, result, rerender } = open();
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.ask = pending;
    rerender({ thing: 'b' });

    expect(result.current).toMatchObject({ data: undefined, loading: true });
  });

  it('may keep the answer before for filters, marked as such', async () => {
    const { api, result, rerender } = open(undefined, { keepPrevious: true });
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.ask = pending;
    rerender({ thing: 'b' });

    expect(result.current).toMatchObject({
      data: 'about a',
      isPrevious: true,
      refreshing: true,
    });
  });

  it('shows at once what was answered before', async () => {
    const first = open();
    await waitFor(() => expect(first.result.current.data).toBeDefined());
    first.unmount();

    const { result } = open(first.api);

    expect(result.current).toMatchObject({
      data: 'about a',
      loading: false,
      refreshing: true,
    });
    await waitFor(() => expect(result.current.refreshing).toBe(false));
  });

  it('ignores an answer that comes too late', async () => {
    let answerA = (_: string) => {};
    const { result, rerender } = open(
      createApi(thing =>
        thing === 'a'
          ? new Promise(resolve => {
              answerA = resolve;
            })
          : answer(thing),
      ),
    );
    rerender({ thing: 'b' });
    await waitFor(() => expect(result.current.data).toBe('about b'));

    await act(async () => answerA('too late'));

    expect(result.current.data).toBe('about b');
  });

  it('keeps the last good answer beside an error', async () => {
    const { api, result } = open();
    await waitFor(() => expect(result.current.data).toBeDefined());

    api.ask = fail;
    act(() => result.current.refetch());

    await waitFor(() => expect(result.current.error).toBeDefined());
    expect(result.current.data).toBe('about a');
  });

  it('asks nothing while it is to skip', () => {
    const { api, result } = open(undefined, { skip: true });

    expect(api.calls).toBe(0);
    expect(result.current).toMatchObject({ loading: false, data: undefined });
  });
});
