import type { ReportedFact } from './exampleFacts';
import { pushExampleFacts } from './pushExampleFacts';

const ledger: ReportedFact = {
  entityRef: 'component:default/ledger',
  fact: { line: 80 },
  observedAt: '2026-03-10T12:00:00.000Z',
};
const payouts = { ...ledger, entityRef: 'component:default/payouts' };
const facts = new Map([['coverage', [ledger, payouts]]]);
const patience = { wait: async () => {}, everyMs: 1, attempts: 2 };

describe('pushExampleFacts', () => {
  it('reports again only what was refused', async () => {
    const push = jest
      .fn()
      .mockResolvedValueOnce([{ fact: payouts, why: 'not known' }])
      .mockResolvedValueOnce([]);
    const logger = { warn: jest.fn() };
    await pushExampleFacts({ facts, pusher: { push }, logger, patience });
    expect(push.mock.calls).toEqual([
      ['coverage', [ledger, payouts]],
      ['coverage', [payouts]],
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('says in the log what was never taken, and goes on with the next source', async () => {
    const push = jest.fn(async (source: string) =>
      source === 'coverage' ? [{ fact: ledger, why: '/line is 80' }] : [],
    );
    const logger = { warn: jest.fn() };
    const two = new Map([...facts, ['ci', [ledger]] as const]);
    await pushExampleFacts({ facts: two, pusher: { push }, logger, patience });
    expect(logger.warn.mock.calls[0][1].message).toContain(
      'the first for component:default/ledger: /line is 80',
    );
    expect(push).toHaveBeenLastCalledWith('ci', [ledger]);
  });
});
