import { throttle } from './throttle';

describe('throttle', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('hands on the first at once, and the rest together', () => {
    const call = jest.fn();
    const tell = throttle(call, 1_000);

    tell('a');
    tell('b');
    tell('c');
    expect(call.mock.calls).toEqual([[['a']]]);
    jest.advanceTimersByTime(1_000);
    expect(call.mock.calls).toEqual([[['a']], [['b', 'c']]]);
  });

  it('keeps its pause after the second, and is quick again after silence', () => {
    const call = jest.fn();
    const tell = throttle(call, 1_000);

    tell('a');
    tell('b');
    jest.advanceTimersByTime(1_000);
    tell('c');
    expect(call).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(2_000);
    expect(call).toHaveBeenCalledTimes(3);
    tell('d');
    expect(call).toHaveBeenLastCalledWith(['d']);
  });

  it('forgets what waits when it is cancelled', () => {
    const call = jest.fn();
    const tell = throttle(call, 1_000);

    tell('a');
    tell('b');
    tell.cancel();
    jest.advanceTimersByTime(5_000);

    expect(call).toHaveBeenCalledTimes(1);
  });
});
