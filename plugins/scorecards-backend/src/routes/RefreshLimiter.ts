import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { TooManyRequestsError } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { RateBudgets, type RateLimit } from '../database/budgets/RateBudgets';

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
  readonly #budgets: RateBudgets;

  private constructor(knex: Knex, now: () => number) {
    this.#knex = knex;
    this.#now = now;
    this.#budgets = RateBudgets.create(knex, now);
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
    await this.#take(`caller/${caller}`, perCaller, 'You refresh too often');
    await this.#take(
      `entity/${entity.id}`,
      perEntity,
      `${entity.ref} was just refreshed`,
    );
  }

  async #take(name: string, limit: RateLimit, refusal: string): Promise<void> {
    const permit = await this.#budgets.take(`${PREFIX}${name}`, limit);
    if (!permit.granted) {
      throw new TooManyRequestsError(refusal, permit.waitMs);
    }
  }

  /** Counts that are full again need no row. */
  async #forget(): Promise<void> {
    await this.#knex('rate_budgets')
      .where('key', 'like', `${PREFIX}%`)
      .where('updated_at', '<', this.#now() - FORGET_MS)
      .delete();
  }
}
