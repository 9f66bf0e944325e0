import { mockServices } from '@backstage/backend-test-utils';
import { WorkLoop } from './WorkLoop';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('WorkLoop', () => {
  it('goes on while there is work, and looks again when woken', async () => {
    let left = 3;
    let looks = 0;
    const loop = WorkLoop.create({
      step: async () => {
        looks++;
        return left-- > 0;
      },
      logger: mockServices.logger.mock(),
      what: 'Evaluation',
      pollMs: 1_000_000,
    });

    loop.start();
    await until(() => looks === 4);
    left = 1;
    loop.wake();
    await until(() => looks === 6);
    await loop.stop();

    expect(looks).toBe(6);
  });

  it('survives a database that is away, logs it once, and says when it works again', async () => {
    let attempts = 0;
    const logger = mockServices.logger.mock();
    const loop = WorkLoop.create({
      step: async () => {
        if (++attempts < 4) {
          throw new Error('connect ECONNREFUSED');
        }
        return false;
      },
      logger,
      what: 'Evaluation',
      pollMs: 1,
    });

    loop.start();
    await until(() => attempts >= 5);
    await loop.stop();

    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledWith(
      'Evaluation works again after 3 failed attempts',
    );
  });

  it('finishes the step at hand before it stops', async () => {
    let finish: () => void = () => {};
    let done = false;
    const loop = WorkLoop.create({
      step: async () => {
        await new Promise<void>(resolve => {
          finish = resolve;
        });
        done = true;
        return false;
      },
      logger: mockServices.logger.mock(),
      what: 'Evaluation',
    });
    loop.start();
    const stopped = loop.stop();
    finish();
    await stopped;

    expect(done).toBe(true);
  });
});
