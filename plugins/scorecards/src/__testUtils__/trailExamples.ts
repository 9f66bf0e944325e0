import type { TransitionListResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { ago } from './scorecardExamples';

const coverage = {
  scorecardRef: 'scorecard:default/production-readiness',
  entityRef: 'component:default/payments-api',
  checkId: 'coverage',
};

/** What happened to one check, newest first; an older page follows. @internal */
export const someTrail: TransitionListResponse = {
  items: [
    {
      ...coverage,
      id: '3',
      at: ago({ days: 21 }),
      from: 'unknown',
      to: 'fail',
      cause: 'factChanged',
      version: 3,
      evidence: { values: [{ text: 'facts.coverage.line', value: 71.4 }] },
    },
    {
      ...coverage,
      id: '2',
      at: ago({ days: 30 }),
      from: 'pass',
      to: 'unknown',
      cause: 'sourceOutage',
      version: 2,
      evidence: {
        values: [{ text: 'facts.coverage.line' }],
        reason: 'coverage has not answered since 08:40',
      },
    },
  ],
  nextCursor: 'older',
};

/** The page after it, the last. @internal */
export const olderTrail: TransitionListResponse = {
  items: [
    {
      ...coverage,
      id: '1',
      at: ago({ days: 90 }),
      to: 'pass',
      cause: 'ruleEdited',
      version: 1,
    },
  ],
};
