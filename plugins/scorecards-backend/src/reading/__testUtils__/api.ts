import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import type { FactPushResult } from '@daytwo/backstage-plugin-scorecards-common';
import express from 'express';
import { createRouter } from '../../router';
import { createOperations } from '../../routes/createOperations';
import type { Operations } from '../../routes/operations';
import { createReading } from '../createReading';
import type { FactPusher, PushedFact } from '../ports';
import { fakePermissions, fakeReaders, type Decisions } from './readers';
import { DAY_MS, type World } from './world';

/** The API over a world, with the calls that it makes. */
export interface TestApi {
  app: express.Express;
  operations: Operations;
  pushed: PushedFact[];
  /** Refs that the catalog was asked about before they were looked up. */
  known: string[];
  refreshed: string[];
  auditor: ReturnType<typeof mockServices.auditor.mock>;
  audit: Array<{ outcome: 'success' | 'fail'; meta?: unknown }>;
}

function recordingAuditor(audit: TestApi['audit']) {
  return mockServices.auditor.mock({
    createEvent: async () => ({
      success: async options => {
        audit.push({ outcome: 'success', meta: options?.meta });
      },
      fail: async () => {
        audit.push({ outcome: 'fail' });
      },
    }),
  });
}

function fakePusher(pushed: PushedFact[], known: string[]): FactPusher {
  return {
    know: async refs => {
      known.push(...refs);
    },
    push: async (_, items) => {
      pushed.push(...items);
      return items.map(
        ({ entityRef, fact }): FactPushResult =>
          typeof fact.line === 'number'
            ? { entityRef, outcome: 'changed' }
            : {
                entityRef,
                outcome: 'refused',
                problems: [{ path: '/line', message: 'must be number' }],
              },
      );
    },
  };
}

/** Serves a world as the plugin would, to a caller with these rights. */
export function createApi(world: World, decisions: Decisions = {}): TestApi {
  const { knex, engine, facts, sources, clock } = world;
  const now = () => clock.now;
  const readers = fakeReaders(knex, fakePermissions(decisions));
  const pushed: PushedFact[] = [];
  const known: string[] = [];
  const refreshed: string[] = [];
  const audit: TestApi['audit'] = [];
  const auditor = recordingAuditor(audit);
  const operations = createOperations({
    knex,
    readers,
    auditor,
    now,
    reading: createReading({
      knex,
      readers,
      catalogue: engine.catalogue,
      definitions: engine.definitionStore,
      facts,
      sources: {
        list: () => sources,
        get: id => sources.find(source => source.id === id),
      },
      budgets: { budgetOf: async () => undefined },
      historyMs: 365 * DAY_MS,
      now,
    }),
    pusher: fakePusher(pushed, known),
    refresher: {
      refresh: async ({ ref }) => {
        refreshed.push(ref);
        return [{ source: 'coverage', outcome: 'unchanged' }];
      },
    },
    userInfo: mockServices.userInfo({
      userEntityRef: 'user:default/ann',
      ownershipEntityRefs: ['user:default/ann', 'group:default/team-a'],
    }),
  });
  const app = express();
  app.use(
    createRouter({
      operations,
      httpAuth: mockServices.httpAuth({ pluginId: 'scorecards' }),
    }),
  );
  const errors = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  app.use(errors.error());
  return { app, operations, pushed, known, refreshed, auditor, audit };
}
