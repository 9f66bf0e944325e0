import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { RateBudgets } from '../../../database/budgets/RateBudgets';
import type { ValidatorStore } from '../../../database/facts/ValidatorStore';
import { zodJsonSchema } from '../../zodSource';
import { HttpSession, type SessionOptions } from './HttpSession';
import { rateLimitOf } from './limits';

/** What all HTTP of sources works with. */
export interface SourceHttpOptions {
  budgets: RateBudgets;
  validators: ValidatorStore;
  now: () => number;
  /** Waits; rejects when aborted. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1. */
  random?: () => number;
  fetchApi?: typeof fetch;
}

/** HTTP of one source. */
export class SourceHttp {
  readonly #session: Omit<SessionOptions, 'signal' | 'conditional'>;

  private constructor(source: FactSource, options: SourceHttpOptions) {
    this.#session = {
      sleep: async (ms, signal) => setTimeout(ms, undefined, { signal }),
      random: Math.random,
      fetchApi: fetch,
      ...options,
      sourceId: source.id,
      limit: rateLimitOf(source),
      fingerprint: fingerprintOf(source),
    };
  }

  static create(source: FactSource, options: SourceHttpOptions): SourceHttp {
    return new SourceHttp(source, options);
  }

  /**
   * Requests that belong together.
   *
   * @param conditional - whether "not modified" is a useful answer
   */
  session(signal: AbortSignal, conditional: boolean): HttpSession {
    return HttpSession.create({ ...this.#session, signal, conditional });
  }
}

/**
 * What facts look like. An answer that was read when they looked otherwise has
 * to be read again, modified or not.
 */
function fingerprintOf({ schema }: FactSource): string {
  return createHash('sha256')
    .update(JSON.stringify(zodJsonSchema(schema)))
    .digest('base64');
}
