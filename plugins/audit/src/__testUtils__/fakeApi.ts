import { ResponseError } from '@backstage/errors';
import type { AuditAnswer, AuditApi, AuditInput, AuditOperation } from '../api';

/** Answers by operation. @internal */
export type FakeAnswers = {
  [Id in AuditOperation]?: (
    input: AuditInput<Id>,
  ) => AuditAnswer<Id> | Promise<AuditAnswer<Id>>;
};

/** @internal */
export interface FakeApi extends AuditApi {
  calls: Array<{ id: AuditOperation; input: AuditInput<AuditOperation> }>;
  /** Exchange answers while the page is open. */
  answers: FakeAnswers;
}

/** The API with answers made up by a test. An operation without one fails. @internal */
export function createFakeApi(answers: FakeAnswers): FakeApi {
  const calls: FakeApi['calls'] = [];
  const api: FakeApi = {
    calls,
    answers,
    call: async <Id extends AuditOperation>(id: Id, input: AuditInput<Id>) => {
      calls.push({ id, input });
      const answer = api.answers[id] as
        | ((given: AuditInput<Id>) => AuditAnswer<Id>)
        | undefined;
      if (!answer) {
        throw new Error(`no answer to ${id}`);
      }
      return answer(input);
    },
    url: async (id, input) => {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(input.query ?? {})) {
        [value].flat().forEach(item => query.append(key, String(item)));
      }
      return `http://backend.test/${id}?${query}`;
    },
  };
  return api;
}

/** Refuses as the backend does. @internal */
export async function refuse(
  status: number,
  error: { name: string; message: string },
): Promise<never> {
  const body = { error, response: { statusCode: status } };
  throw await ResponseError.fromResponse({
    ok: false,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
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

/** Refuses for want of a permission. @internal */
export const forbid = () =>
  refuse(403, { name: 'NotAllowedError', message: 'Unauthorized' });

/** Knows nothing of the plugin, as a backend does that has it not installed. @internal */
export const absent = () => refuse(404, { name: 'Error', message: '' });

/** Breaks as a backend without its database does. @internal */
export const breakDown = () =>
  refuse(500, { name: 'Error', message: 'the database is away' });
