import {
  pending,
  refuse,
  type FakeAnswers,
} from '../src/__testUtils__/fakeApi';
import {
  productionReadiness,
  scorecardsOf,
} from '../src/__testUtils__/productionReadiness';
import { securityBasics } from '../src/__testUtils__/securityBasics';
import { panelAnswers } from './answers';

const asked = [
  'getEntityScorecards',
  'getEntityFacts',
  'listSources',
  'getHome',
] as const;

/** The same behaviour for all panels. */
function everywhere(answer: () => Promise<never>): FakeAnswers {
  return Object.fromEntries(asked.map(id => [id, answer]));
}

/** States by name, with the answers that bring them about. */
export const states: Record<string, FakeAnswers> = {
  data: panelAnswers,
  loading: everywhere(pending),
  empty: {
    getEntityScorecards: () => scorecardsOf(),
    getEntityFacts: ({ params }) => ({
      entityRef: params?.entityRef ?? '',
      items: [],
    }),
    listSources: () => ({ items: [] }),
    getHome: () => ({ entities: 0, scorecards: [], fixes: [], worst: [] }),
  },
  error: everywhere(() =>
    refuse(500, { name: 'Error', message: 'The database does not answer' }),
  ),
  forbidden: everywhere(() =>
    refuse(403, { name: 'NotAllowedError', message: 'Unauthorized' }),
  ),
  'pending, invalid definition, refreshed too often': {
    ...panelAnswers,
    getEntityScorecards: () =>
      scorecardsOf({ ...productionReadiness, pending: true }, securityBasics),
    refreshEntity: () =>
      refuse(
        429,
        { name: 'TooManyRequestsError', message: 'too often' },
        { 'retry-after': '40' },
      ),
  },
};
