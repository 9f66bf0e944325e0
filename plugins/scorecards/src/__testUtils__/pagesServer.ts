import {
  ScorecardsClient,
  type ScorecardListResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import * as answers from './pagesAnswers';
import { fakeRows, summarize } from './pagesEntities';
import { fakeScorecard, type FakeScorecardOptions } from './pagesScorecards';

/** A scorecard with so many entities. @internal */
export function fakeData(
  options: FakeScorecardOptions & { entities?: number } = {},
): answers.FakeScorecardData {
  const scorecard = fakeScorecard(options);
  const rows = fakeRows(scorecard, options.entities ?? 40);
  const summary = summarize(rows, scorecard.levels.length);
  return { scorecard: { ...scorecard, summary }, rows };
}

const base = 'http://backend.test/api/scorecards';

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

/** An answer as Backstage backends give it when they refuse. @internal */
export function failure(status: number, name: string, message: string) {
  return json(
    { error: { name, message }, response: { statusCode: status } },
    status,
  );
}

type Data = answers.FakeScorecardData;
type Answer = (data: Data, query: URLSearchParams) => unknown;
const subAnswers: Record<string, Answer> = {
  '': data => data.scorecard,
  versions: answers.versionsAnswer,
  checks: answers.checksAnswer,
  rollup: answers.rollupAnswer,
  entities: answers.entitiesAnswer,
  trend: answers.trendAnswer,
  movement: answers.movementAnswer,
  transitions: answers.transitionsAnswer,
};

function listAnswer(all: readonly Data[]): ScorecardListResponse {
  return {
    items: all.map(({ scorecard: { checks: _, ...scorecard } }) => scorecard),
  };
}

function answer(all: readonly Data[], url: URL): Response {
  const [resource, a, b, sub = ''] = url.pathname
    .replace('/api/scorecards/v1/', '')
    .split('/')
    .map(decodeURIComponent);
  if (resource === 'entities') {
    return json(answers.entityAnswer(all, a));
  }
  if (a === undefined) {
    return json(listAnswer(all));
  }
  const data = all.find(d => d.scorecard.ref === `scorecard:${a}/${b}`);
  if (!data) {
    return failure(404, 'NotFoundError', `No scorecard ${a}/${b}`);
  }
  return sub === 'entities.csv'
    ? new Response(answers.csvAnswer(data, url.searchParams))
    : json(subAnswers[sub](data, url.searchParams));
}

/**
 * The API over fake data. `intercept` may answer in its place.
 *
 * @internal
 */
export function createFakeServer(
  all: readonly Data[],
  intercept?: (url: URL) => Response | Promise<Response> | undefined,
) {
  const requests: URL[] = [];
  const fetchApi = {
    fetch: async (input: RequestInfo | URL) => {
      const url = new URL(String(input));
      requests.push(url);
      return (await intercept?.(url)) ?? answer(all, url);
    },
  };
  const discoveryApi = { getBaseUrl: async () => base };
  const client = ScorecardsClient.create({
    discoveryApi,
    fetchApi: fetchApi as { fetch: typeof fetch },
  });
  return { client, fetchApi, requests };
}
