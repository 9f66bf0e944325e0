import type {
  EntityFactsResponse,
  SourceListResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { ago, exampleNow } from './scorecardExamples';

/** Facts in every state: fresh, stale, after a failure, never reported. @internal */
export const someFacts: EntityFactsResponse = {
  entityRef: 'component:default/payments-api',
  items: [
    {
      source: 'catalog',
      title: 'Catalog',
      fact: {
        ownerExists: true,
        description: { length: 84 },
        dependencies: { total: 4, missing: [] },
        annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
      },
      version: 12,
      observedAt: ago({ minutes: 4 }),
      changedAt: ago({ days: 12 }),
      stale: false,
    },
    {
      source: 'coverage',
      title: 'Test coverage',
      fact: { line: 71.4, branch: 60.2, report: 'https://ci.example.com/1' },
      version: 41,
      observedAt: ago({ days: 9 }),
      changedAt: ago({ days: 9 }),
      stale: true,
    },
    {
      source: 'scanner',
      title: 'Vulnerability scanner',
      fact: { critical: 3, high: 11 },
      version: 7,
      observedAt: ago({ hours: 6 }),
      changedAt: ago({ days: 1 }),
      stale: false,
      error: {
        message: 'scanner.example.com answered 503 Service Unavailable',
        at: ago({ minutes: 32 }),
      },
    },
    { source: 'oncall', title: 'On-call', version: 0, stale: false },
  ],
};

/** Sources in every state. @internal */
export const someSources: SourceListResponse = {
  items: [
    {
      id: 'scanner',
      title: 'Vulnerability scanner',
      description: 'Open findings by severity, from the scanner.',
      mode: 'pull',
      schema: {
        type: 'object',
        properties: {
          critical: { type: 'integer', description: 'Open critical findings.' },
          high: { type: 'integer', description: 'Open high findings.' },
          state: { enum: ['scanned', 'skipped'] },
          findings: {
            type: 'array',
            items: { type: 'string' },
            description: 'Their identifiers.',
          },
        },
      },
      freshness: 86_400_000,
      schedule: 'every 30 minutes',
      state: 'failing',
      lastRun: {
        startedAt: ago({ minutes: 32 }),
        finishedAt: new Date(exampleNow - 31 * 60_000).toISOString(),
        entities: 412,
        changed: 0,
        failed: 412,
        error: 'scanner.example.com answered 503 Service Unavailable',
      },
      entities: 412,
      stale: 9,
      failing: 412,
      lag: 93_600_000,
      budget: {
        limit: 5_000,
        remaining: 312,
        resetsAt: new Date(exampleNow + 12 * 60_000).toISOString(),
      },
      recentErrors: [
        {
          entityRef: 'component:default/payments-api',
          message: 'answered 503 Service Unavailable',
          at: ago({ minutes: 32 }),
        },
      ],
    },
    {
      id: 'catalog',
      title: 'Catalog',
      description: 'What the catalog itself says.',
      mode: 'builtin',
      schema: {
        type: 'object',
        properties: {
          ownerExists: {
            type: 'boolean',
            description: 'The owner is an entity that exists.',
          },
        },
      },
      state: 'running',
      lastRun: {
        startedAt: ago({ minutes: 1 }),
        entities: 260,
        changed: 3,
        failed: 0,
      },
      entities: 430,
      stale: 0,
      failing: 0,
      lag: 240_000,
      recentErrors: [],
    },
    {
      id: 'coverage',
      title: 'Test coverage',
      mode: 'push',
      schema: {},
      freshness: 604_800_000,
      state: 'healthy',
      entities: 118,
      stale: 0,
      failing: 0,
      lag: 400_000_000,
      recentErrors: [],
    },
    {
      id: 'oncall',
      title: 'On-call',
      mode: 'pull',
      schema: {},
      state: 'idle',
      schedule: 'every hour',
      entities: 0,
      stale: 0,
      failing: 0,
      recentErrors: [],
    },
  ],
};
