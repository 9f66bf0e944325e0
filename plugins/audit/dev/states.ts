import {
  breakDown,
  forbid,
  pending,
  type FakeAnswers,
} from '../src/__testUtils__/fakeApi';
import { listOf, someStatus } from '../src/__testUtils__/records';
import { inventedAnswers } from './answers';

const asked = [
  'listRecords',
  'getHistogram',
  'getStatus',
  'getUsage',
  'getRecord',
  'getRelated',
  'getProof',
  'verify',
  'suggest',
  'listHolds',
] as const;

/** The same behaviour for all panels. */
function everywhere(answer: () => Promise<never>): FakeAnswers {
  return Object.fromEntries(asked.map(id => [id, answer]));
}

/** States by name, with the answers that bring them about. */
export const states: Record<string, FakeAnswers> = {
  data: inventedAnswers,
  loading: everywhere(pending),
  empty: {
    ...inventedAnswers,
    listRecords: () => listOf([]),
    listHolds: () => ({ items: [] }),
    getUsage: () => ({
      from: '2026-02-01T00:00:00Z',
      to: '2026-03-01T00:00:00Z',
      privacy: true,
      items: [],
      unused: [],
    }),
  },
  error: everywhere(breakDown),
  forbidden: everywhere(forbid),
  troubled: {
    ...inventedAnswers,
    listRecords: input => ({
      ...(inventedAnswers.listRecords?.(input) as ReturnType<typeof listOf>),
      restricted: true,
    }),
    getStatus: () => ({
      ...someStatus,
      capture: {
        state: 'spooling',
        spooled: 1_204,
        waiting: 0,
        message: 'connect ECONNREFUSED',
      },
      seal: { ...someStatus.seal, problem: 'Block 12 has another hash' },
    }),
    verify: () => ({
      blocks: 500,
      records: 12_000,
      unsealed: 0,
      pruned: 3,
      problems: [
        { block: 12, seq: 300, message: 'The record was edited' },
        { block: 13, message: 'The link to the block before is broken' },
      ],
      tookMs: 900,
    }),
  },
};
