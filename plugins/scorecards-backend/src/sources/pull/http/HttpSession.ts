import {
  SourceRequestError,
  type SourceRequest,
  type SourceResponse,
} from '@daytwo/backstage-plugin-scorecards-node';
import type {
  RateBudgets,
  RateLimit,
} from '../../../database/budgets/RateBudgets';
import type {
  Validator,
  ValidatorStore,
} from '../../../database/facts/ValidatorStore';
import { attempt, describeRequest } from './attempt';
import { budgetKey } from './limits';
import { conditionalHeaders, requestHash, validatorOf } from './validators';

/** What {@link HttpSession} works with. */
export interface SessionOptions {
  sourceId: string;
  limit?: RateLimit;
  fingerprint: string;
  signal: AbortSignal;
  conditional: boolean;
  budgets: RateBudgets;
  validators: ValidatorStore;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
  fetchApi: typeof fetch;
}

const mostAttempts = 4;
const firstPauseMs = 500;

/** A longer wait is not sat out: the rest of the run fails, and the next one goes on. */
const longestWaitMs = 120_000;

/**
 * Requests of a source that belong to one batch of entities. What tells later
 * whether the answers still hold is kept back until {@link HttpSession.commit}:
 * were it stored before the facts, and the process killed in between, an old
 * fact would be confirmed for ever.
 */
export class HttpSession {
  readonly #o: SessionOptions;
  readonly #pending = new Map<string, Validator>();

  private constructor(options: SessionOptions) {
    this.#o = options;
  }

  static create(options: SessionOptions): HttpSession {
    return new HttpSession(options);
  }

  /** See `CollectContext.fetch`. */
  async fetch(
    address: string,
    request: SourceRequest = {},
  ): Promise<SourceResponse> {
    const url = readUrl(address);
    const { fingerprint, sourceId, validators } = this.#o;
    const hash = requestHash(fingerprint, url, request);
    const known = this.#o.conditional
      ? await validators.get(sourceId, hash)
      : undefined;
    const response = await this.#try(url, request, conditionalHeaders(known));
    if (!response.notModified) {
      const validator = validatorOf(response.headers);
      if (validator) this.#pending.set(hash, validator);
    }
    return response;
  }

  /** The facts that were made of the answers are stored. */
  async commit(): Promise<void> {
    const { validators, sourceId, now } = this.#o;
    await validators.put(sourceId, this.#pending, now());
    this.#pending.clear();
  }

  async #try(
    url: URL,
    request: SourceRequest,
    headers: Record<string, string>,
  ): Promise<SourceResponse> {
    const { signal, fetchApi, now } = this.#o;
    for (let count = 1; ; count++) {
      await this.#permit(url, request);
      const result = await attempt({
        url,
        request,
        headers,
        signal,
        fetchApi,
        now: now(),
      });
      if (result.kind === 'answer') return result.response;
      const { error, retryAfterMs } = result;
      if (retryAfterMs !== undefined) await this.#block(retryAfterMs);
      const pauseMs = retryAfterMs ?? this.#backOff(count);
      if (count >= mostAttempts || pauseMs > longestWaitMs) throw error;
      await this.#pause(pauseMs);
    }
  }

  /** Waits until the budget of all replicas has room for a request. */
  async #permit(url: URL, request: SourceRequest): Promise<void> {
    const { budgets, sourceId, limit, now, signal } = this.#o;
    for (;;) {
      signal.throwIfAborted();
      const permit = await budgets.take(budgetKey(sourceId), limit);
      if (permit.granted) return;
      const { waitMs, blocked } = permit;
      if (blocked && waitMs > longestWaitMs) {
        const until = new Date(now() + waitMs).toISOString();
        throw new SourceRequestError(
          `${describeRequest(
            url,
            request,
          )} was not sent: the other side wants no requests before ${until}`,
          { status: 429 },
        );
      }
      await this.#pause(waitMs);
    }
  }

  async #block(retryAfterMs: number): Promise<void> {
    const { budgets, sourceId, now } = this.#o;
    await budgets.block(budgetKey(sourceId), now() + retryAfterMs);
  }

  /** Twice as long each time, less up to half, so that many do not come back as one. */
  #backOff(count: number): number {
    const { random } = this.#o;
    return firstPauseMs * 2 ** (count - 1) * (1 - random() / 2);
  }

  /** A little longer than asked: those who wait together should not go together. */
  async #pause(ms: number): Promise<void> {
    const { sleep, random, signal } = this.#o;
    await sleep(Math.ceil(ms + random() * Math.min(ms, 1000)), signal);
  }
}

function readUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new SourceRequestError(
      'sources may ask http and https addresses only',
    );
  }
  return url;
}
