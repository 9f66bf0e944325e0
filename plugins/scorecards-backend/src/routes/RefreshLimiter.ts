import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { raw, sql } from '../permissions/entityVisibility';
import { query } from '../reading/query';
import { TooManyRequestsError } from './TooManyRequestsError';

/** So many at once, and then one each `everyMs`. */
interface Allowance {
  burst: number;
  everyMs: number;
}

const perEntity: Allowance = { burst: 1, everyMs: 30_000 };
const perCaller: Allowance = { burst: 10, everyMs: 6_000 };
const FORGET_MS = 3_600_000;

interface BudgetRow {
  tokens: number;
  updated_at: number | string;
}

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
    const own = await this.#wait(`refresh/caller/${caller}`, perCaller);
    if (own > 0) {
      throw new TooManyRequestsError('You refresh too often', own);
    }
    const wait = await this.#wait(`refresh/entity/${entity.id}`, perEntity);
    if (wait > 0) {
      throw new TooManyRequestsError(`${entity.ref} was just refreshed`, wait);
    }
  }

  /** Takes one, or tells how long to wait for it, milliseconds. */
  async #wait(key: string, { burst, everyMs }: Allowance): Promise<number> {
    const now = this.#now();
    // A clock that was set back must not make anybody wait for it to catch up.
    const elapsed = sql`CASE WHEN rate_budgets.updated_at > ${now} THEN ${everyMs}
      ELSE ${now} - rate_budgets.updated_at END`;
    const refilled = sql`(rate_budgets.tokens + CAST(${elapsed} AS DOUBLE PRECISION) / ${everyMs})`;
    const left = sql`(CASE WHEN ${refilled} > ${burst} THEN ${burst} ELSE ${refilled} END)`;
    const taken = await query<BudgetRow>(
      this.#knex,
      sql`INSERT INTO rate_budgets (key, tokens, updated_at)
        VALUES (${key}, ${burst - 1}, ${now})
        ON CONFLICT (key) DO UPDATE SET tokens = ${left} - 1, updated_at = ${now}
        WHERE ${refilled} >= 1
        RETURNING tokens, updated_at`,
    );
    return taken.length > 0 ? 0 : this.#missing(key, everyMs);
  }

  async #missing(key: string, everyMs: number): Promise<number> {
    const [row] = await query<BudgetRow>(
      this.#knex,
      sql`SELECT tokens, updated_at FROM rate_budgets WHERE key = ${key}`,
    );
    const due = Number(row.updated_at) + (1 - row.tokens) * everyMs;
    return Math.max(1, due - this.#now());
  }

  async #forget(): Promise<void> {
    await query(
      this.#knex,
      sql`DELETE FROM rate_budgets WHERE key LIKE ${raw(
        `'refresh/%'`,
      )} AND updated_at < ${this.#now() - FORGET_MS}`,
    );
  }
}
