import {
  SourceRequestError,
  type SourceRequest,
  type SourceResponse,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { RateBudget } from '../../database/budgets/RateBudget';
import { backOff, pause, retryAfter } from './pause';
import { readBody } from './readBody';
import type { ResponseMemory } from './ResponseMemory';

/** What {@link SourceHttp} works with. */
export interface SourceHttpOptions {
  /** Absent: as many requests as the source likes. */
  budget?: RateBudget;
  memory: ResponseMemory;
  signal: AbortSignal;
  /** Send no conditions: what was said before is not known here. */
  unconditional?: boolean;
  now: () => number;
  random?: () => number;
  fetch?: typeof fetch;
}

const ATTEMPTS = 4;
const REDIRECTS = 3;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;

type Attempt =
  | { done: SourceResponse }
  | { retry: SourceRequestError; afterMs?: number };

function describe(error: unknown): string {
  const cause = (error as Error).cause as Error | undefined;
  return cause?.message ?? (error as Error).message;
}

/** `https://host/path`, without what may be secret. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** HTTP for sources. See `CollectContext.fetch`. */
export class SourceHttp {
  readonly #o: SourceHttpOptions;

  private constructor(options: SourceHttpOptions) {
    this.#o = options;
  }

  static create(options: SourceHttpOptions): SourceHttp {
    return new SourceHttp(options);
  }

  /** @throws SourceRequestError where no usable answer came */
  async fetch(
    url: string,
    request: SourceRequest = {},
  ): Promise<SourceResponse> {
    for (let attempt = 1; ; attempt++) {
      await this.#waitForTurn();
      const result = await this.#attempt(url, request);
      if ('done' in result) {
        return result.done;
      }
      if (attempt >= ATTEMPTS) {
        throw result.retry;
      }
      const random = (this.#o.random ?? Math.random)();
      await pause(result.afterMs ?? backOff(attempt, random), this.#o.signal);
    }
  }

  async #waitForTurn(): Promise<void> {
    this.#o.signal.throwIfAborted();
    for (;;) {
      const wait = (await this.#o.budget?.take()) ?? 0;
      if (wait === 0) {
        return;
      }
      await pause(wait, this.#o.signal);
    }
  }

  async #attempt(url: string, request: SourceRequest): Promise<Attempt> {
    const { memory, signal, now } = this.#o;
    const key = `${request.method ?? 'GET'} ${url} ${request.body ?? ''}`;
    try {
      const response = await this.#send(url, request, key);
      if (response.status === 304) {
        return { done: { notModified: true } };
      }
      if (response.status === 429 || response.status >= 500) {
        return await this.#pushedBack(url, response);
      }
      if (!response.ok) {
        throw this.#refused(url, response.status);
      }
      const body = await readBody(response, request.maxBytes ?? MAX_BYTES);
      const { status, headers } = response;
      const etag = headers.get('etag') ?? undefined;
      const lastModified = headers.get('last-modified') ?? undefined;
      await memory.keep(key, { etag, lastModified }, now());
      return { done: { notModified: false, status, headers, body } };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SourceRequestError) {
        throw error;
      }
      const message = `${nameOf(url)} did not answer: ${describe(error)}`;
      return { retry: new SourceRequestError(message, { cause: error }) };
    }
  }

  async #send(
    url: string,
    request: SourceRequest,
    key: string,
  ): Promise<Response> {
    const { memory, unconditional } = this.#o;
    const { etag, lastModified } = unconditional
      ? { etag: undefined, lastModified: undefined }
      : await memory.recall(key);
    const init: RequestInit = {
      method: request.method ?? 'GET',
      body: request.body,
      redirect: 'manual',
      headers: {
        ...(request.body !== undefined && {
          'Content-Type': 'application/json',
        }),
        ...request.headers,
        ...(etag && { 'If-None-Match': etag }),
        ...(lastModified && { 'If-Modified-Since': lastModified }),
      },
      signal: AbortSignal.any([
        this.#o.signal,
        AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS),
      ]),
    };
    return this.#follow(url, init);
  }

  /** Follows redirects within the host: headers may hold a secret of it. */
  async #follow(start: string, init: RequestInit): Promise<Response> {
    let url = start;
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      const response = await (this.#o.fetch ?? fetch)(url, init);
      const location = response.headers.get('location');
      if (
        response.status === 304 ||
        response.status < 300 ||
        response.status > 399 ||
        !location
      ) {
        return response;
      }
      await response.body?.cancel();
      const next = new URL(location, url);
      if (next.origin !== new URL(start).origin) {
        throw new SourceRequestError(
          `${nameOf(start)} redirects to another host, ${
            next.origin
          }; configure that address`,
          { status: response.status },
        );
      }
      url = next.href;
    }
    throw new SourceRequestError(`${nameOf(start)} redirects in circles`);
  }

  async #pushedBack(url: string, response: Response): Promise<Attempt> {
    await response.body?.cancel();
    const asked = retryAfter(
      response.headers.get('retry-after'),
      this.#o.now(),
    );
    if (asked !== undefined) {
      await this.#o.budget?.blockFor(asked);
    }
    return { retry: this.#refused(url, response.status), afterMs: asked };
  }

  #refused(url: string, status: number): SourceRequestError {
    return new SourceRequestError(`${nameOf(url)} answered ${status}`, {
      status,
    });
  }
}
