import type { RouteId } from '@daytwo/backstage-plugin-scorecards-common';
import type { ScorecardsApi } from '../src/api';
import { createFakeApi, type FakeAnswers } from '../src/__testUtils__/fakeApi';
import { someFacts, someSources } from '../src/__testUtils__/factExamples';
import { someHome } from '../src/__testUtils__/homeExamples';
import { createFakeServer, fakeData } from '../src/__testUtils__/pagesServer';
import {
  productionReadiness,
  scorecardsOf,
} from '../src/__testUtils__/productionReadiness';
import { securityBasics } from '../src/__testUtils__/securityBasics';
import { olderTrail, someTrail } from '../src/__testUtils__/trailExamples';

const refreshed = { ...securityBasics, pending: false, version: 2 };

/** What the panels of entities, facts, sources and the home page ask for. */
export const panelAnswers: FakeAnswers = {
  getEntityScorecards: ({ params }) =>
    params?.entityRef.endsWith('/unmeasured')
      ? scorecardsOf()
      : scorecardsOf(productionReadiness, refreshed),
  getEntityFacts: () => someFacts,
  listSources: () => someSources,
  getHome: () => someHome,
  listTransitions: ({ query }) => (query?.cursor ? olderTrail : someTrail),
  refreshEntity: ({ params }) => ({
    entityRef: params?.entityRef ?? '',
    sources: [
      { source: 'catalog', outcome: 'unchanged' },
      { source: 'coverage', outcome: 'skipped', message: 'is pushed' },
      { source: 'scanner', outcome: 'failed', message: 'answered 503' },
    ],
  }),
};

/** All operations: the panels' by hand, those of the pages from a fake server. */
export function createInventedApi(): ScorecardsApi {
  const panels = createFakeApi(panelAnswers);
  const { client } = createFakeServer([
    fakeData({ entities: 60 }),
    fakeData({
      name: 'security-basics',
      title: 'Security basics',
      entities: 2_000,
      checks: 40,
    }),
  ]);
  const has = (id: RouteId) => id in panelAnswers;
  return {
    call: (id, input, options) =>
      has(id) ? panels.call(id, input) : client.call(id, input, options),
    url: (id, input) => client.url(id, input),
  };
}
