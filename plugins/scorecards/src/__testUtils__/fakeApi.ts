import { ResponseError } from '@backstage/errors';
import type {
  CallInput,
  RouteId,
  RouteResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { ScorecardsApi } from '../api';

/** Answers by operation. @internal */
export type FakeAnswers = {
  [Id in RouteId]?: (
    input: CallInput<Id>,
  ) => RouteResponse<Id> | Promise<RouteResponse<Id>>;
};

/** @internal */
export interface FakeApi extends ScorecardsApi {
  calls: Array<{ id: RouteId; input: CallInput<RouteId> }>;
  /** Exchange answers while the page is open. */
  answers: FakeAnswers;
}

/** The API with answers made up by a test. An operation without one fails. @internal */
export function createFakeApi(answers: FakeAnswers): FakeApi {
  const calls: FakeApi['calls'] = [];
  const api: FakeApi = {
    calls,
    answers,
    call: async <Id extends RouteId>(id: Id, input: CallInput<Id>) => {
      calls.push({ id, input });
      const answer = api.answers[id] as
        | ((given: CallInput<Id>) => RouteResponse<Id>)
        | undefined;
      if (!answer) {
        throw new Error(`no answer to ${id}`);
      }
      return answer(input);
    },
    url: async id => `http://backend.test/${id}`,
  };
  return api;
}

const statusTexts: Record<number, string> = {
  403: 'Forbidden',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

/** Refuses as the backend does. @internal */
export async function refuse(
  status: number,
  error: { name: string; message: string },
  headers: Record<string, string> = {},
): Promise<never> {
  const body = { error, response: { statusCode: status } };
  const known = new Headers({ 'content-type': 'application/json', ...headers });
  throw await ResponseError.fromResponse({
    ok: false,
    status,
    statusText: statusTexts[status] ?? '',
    headers: known,
    redirected: false,
    type: 'default',
    url: 'http://backend.test',
    body: null,
    bodyUsed: true,
    json: async () => body,
    text: async () => JSON.stringify(body),
  } as unknown as Parameters<typeof ResponseError.fromResponse>[0]);
}

/** An answer that never comes. @internal */
export const pending = () => new Promise<never>(() => {});
