import { patiently } from './patience';

const options = { everyMs: 10, attempts: 3 };

describe('patiently', () => {
  it('tries again after a while, until it works', async () => {
    const wait = jest.fn(async () => {});
    const attempt = jest
      .fn()
      .mockRejectedValueOnce(new Error('not yet'))
      .mockResolvedValueOnce('there');
    await expect(patiently(attempt, { ...options, wait })).resolves.toBe(
      'there',
    );
    expect(wait.mock.calls).toEqual([[10]]);
  });

  it('gives up with the last error', async () => {
    const wait = jest.fn(async () => {});
    const attempt = jest.fn().mockRejectedValue(new Error('never'));
    await expect(patiently(attempt, { ...options, wait })).rejects.toThrow(
      'never',
    );
    expect(attempt).toHaveBeenCalledTimes(3);
  });
});
