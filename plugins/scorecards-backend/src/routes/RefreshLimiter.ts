import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { RateBudgets, type RateLimit } from '../database/budgets/RateBudgets';
import { TooManyRequestsError } from './TooManyRequestsError';

const perEntity: RateLimit = { requests: 1, perMs: 30_000 };
const perCaller: RateLimit = { requests: 10, perMs: 60_000 };
const PREFIX = 'refresh/';
const FORGET_MS = 3_600_000;

/** Who asks, as the rate is counted. */
function callerOf({ principal }: BackstageCredentials): string {
  const { type, userEntityRef, subject } = principal as {
    type: string;
    userEntityRef?: string;
    subject?: string;
  };
  return `${type}/${userEntityRef ?? subject ?? ''}`;
}

/**
 * Keeps people from wearing out a source: each entity may be refreshed once in
 * half a minute, and each caller may ask ten times a minute. The counts are in
 * the database, so they hold over all replicas.
 */
export class RefreshLimiter {
  readonly #knex: Knex;
  readonly #now: () => number;

  private constructor(knex: Knex, now: () => number) {
    this.#knex = knex;
    this.#now = now;
  }

  static create(knex: Knex, now: () => number): RefreshLimiter {
    return new RefreshLimiter(knex, now);
  }

  /** @throws TooManyRequestsError saying when it may be tried again */
  async take(
    entity: { id: number; ref: string },
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#forget();
    const caller = callerOf(credentials);
    const own = await this.#take(`caller/${caller}`, perCaller);
    if (own > 0) {
      throw new TooManyRequestsError('You refresh too often', own);
    }
    const wait = await this.#take(`entity/${entity.id}`, perEntity);
    if (wait > 0) {
      throw new TooManyRequestsError(`${entity.ref} was just refreshed`, wait);
    }
  }

  /** @returns 0 where it may go, else how long to wait, milliseconds */
  async #take(name: string, limit: RateLimit): Promise<number> {
    const budgets = RateBudgets.create(this.#knex, this.#now);
    const permit = await budgets.take(`${PREFIX}${name}`, limit);
    return permit.granted ? 0 : permit.waitMs;
  }

  /** Counts that are full again need no row. */
  async #forget(): Promise<void> {
    await this.#knex('rate_budgets')
      .where('key', 'like', `${PREFIX}%`)
      .where('updated_at', '<', this.#now() - FORGET_MS)
      .delete();
  }
}
