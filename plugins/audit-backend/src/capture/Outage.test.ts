import { mockServices } from '@backstage/backend-test-utils';
import { Outage } from './Outage';

describe('Outage', () => {
  it('may be tried again when its timer says so, though that is early by the clock', () => {
    let now = 1000;
    let ring = () => {};
    let wait = 0;
    const retry = jest.fn();
    const outage = Outage.create({
      clock: {
        now: () => now,
        steady: () => now,
        after: (ms, callback) => {
          wait = ms;
          ring = callback;
          return () => {};
        },
      },
      logger: mockServices.logger.mock(),
      writer: 'w',
      retry,
    });
    outage.failed(new Error('away'));
    expect(outage.mayTry).toBe(false);

    now += wait - 1;
    ring();

    expect(retry).toHaveBeenCalledTimes(1);
    expect(outage.mayTry).toBe(true);
  });
});
