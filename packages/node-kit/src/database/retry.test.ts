import { retryTransient } from './retry';

function failing(times: number, code: string) {
  let runs = 0;
  return {
    run: async () => {
      if (++runs <= times) {
        throw Object.assign(new Error(code), { code });
      }
      return runs;
    },
    runs: () => runs,
  };
}

describe('retryTransient', () => {
  it.each(['40P01', '40001', 'SQLITE_BUSY'])(
    'runs again after %s',
    async code => {
      expect(await retryTransient(failing(2, code).run)).toBe(3);
    },
  );

  it('gives up after five attempts', async () => {
    const { run, runs } = failing(9, '40P01');
    await expect(retryTransient(run)).rejects.toThrow('40P01');
    expect(runs()).toBe(5);
  });

  it('does not run again what fails for another reason', async () => {
    const { run, runs } = failing(1, '23505');
    await expect(retryTransient(run)).rejects.toThrow('23505');
    expect(runs()).toBe(1);
  });
});
