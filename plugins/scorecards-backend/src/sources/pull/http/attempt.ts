import {
  SourceRequestError,
  type SourceRequest,
  type SourceResponse,
} from '@daytwo/backstage-plugin-scorecards-node';
import { BodyTooLargeError, readBody } from './readBody';
import { fetchWithinHost } from './followRedirects';
import { readRetryAfter } from './retryAfter';

/** One attempt at a request. */
export interface AttemptInput {
  url: URL;
  request: SourceRequest;
  /** Headers of ours, `If-None-Match` for one. */
  headers: Record<string, string>;
  signal: AbortSignal;
  fetchApi: typeof fetch;
  now: number;
}

/** What came of it. `retry` may go better later; `retryAfterMs` says when. */
export type Attempt =
  | { kind: 'answer'; response: SourceResponse }
  | { kind: 'retry'; error: SourceRequestError; retryAfterMs?: number };

const standardTimeoutMs = 10_000;
const standardMaxBytes = 1024 * 1024;

/** The request in words, without its query, which may be secret. */
export function describeRequest(url: URL, { method = 'GET' }: SourceRequest) {
  return `${method} ${url.origin}${url.pathname}`;
}

/**
 * Does a request once.
 *
 * @throws SourceRequestError where trying again would not help
 */
export async function attempt(input: AttemptInput): Promise<Attempt> {
  const { url, request, signal } = input;
  const timeout = AbortSignal.timeout(request.timeoutMs ?? standardTimeoutMs);
  try {
    return await exchange(input, AbortSignal.any([signal, timeout]));
  } catch (error) {
    signal.throwIfAborted();
    const what = describeRequest(url, request);
    if (timeout.aborted) {
      const seconds = (request.timeoutMs ?? standardTimeoutMs) / 1000;
      const message = `${what} did not answer within ${seconds} s`;
      return { kind: 'retry', error: new SourceRequestError(message) };
    }
    if (SourceRequestError.is(error)) {
      const { status } = error;
      throw new SourceRequestError(`${what} ${error.message}`, { status });
    }
    const message = `${what} failed: ${causeOf(error)}`;
    const wrapped = new SourceRequestError(message);
    if (error instanceof BodyTooLargeError) throw wrapped;
    return { kind: 'retry', error: wrapped };
  }
}

async function exchange(
  { url, request, headers, fetchApi, now }: AttemptInput,
  signal: AbortSignal,
): Promise<Attempt> {
  const init = {
    method: request.method ?? 'GET',
    headers: { Accept: 'application/json', ...request.headers, ...headers },
    body: request.body,
    signal,
  };
  const response = await fetchWithinHost(url, init, fetchApi);
  const { status } = response;
  if (response.ok) {
    const body = await readBody(response, request.maxBytes ?? standardMaxBytes);
    const answer = { notModified: false, status, headers: response.headers };
    return {
      kind: 'answer',
      response: { ...answer, notModified: false, body },
    };
  }
  await response.body?.cancel();
  if (status === 304 && Object.keys(headers).length > 0) {
    return { kind: 'answer', response: { notModified: true } };
  }
  const error = new SourceRequestError(`answered ${status}`, { status });
  if (status !== 429 && status < 500) throw error;
  const message = `${describeRequest(url, request)} answered ${status}`;
  return {
    kind: 'retry',
    error: new SourceRequestError(message, { status }),
    retryAfterMs: readRetryAfter(response.headers, now),
  };
}

/** What broke, as far as it is known: `fetch failed` alone helps nobody. */
function causeOf(error: unknown): string {
  const { cause, message } = error as { cause?: unknown; message?: string };
  const { code, message: inner } = (cause ?? {}) as Record<string, unknown>;
  return String(code ?? inner ?? message ?? error);
}
