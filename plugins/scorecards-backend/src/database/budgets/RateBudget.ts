import type { Knex } from 'knex';
import { databaseNow, rawRows } from '../bulk';

/** So many requests in so long, at an even pace. */
export interface Rate {
  requests: number;
  perMs: number;
}

/** What is left of a budget. */
export interface BudgetState {
  limit: number;
  remaining: number;
  /** Milliseconds since the epoch; absent where nothing is used up. */
  resetsAt?: number;
}

interface BudgetRow {
  tokens: number;
  updated_at: number | string;
  blocked_until: number | string | null;
  now: number | string;
}

/**
 * A token bucket in the database: all replicas draw from it, measured by the
 * database's clock.
 */
export class RateBudget {
  readonly #knex: Knex;
  readonly #key: string;
  readonly #rate: Rate;

  private constructor(knex: Knex, key: string, rate: Rate) {
    this.#knex = knex;
    this.#key = key;
    this.#rate = rate;
  }

  static create(knex: Knex, key: string, rate: Rate): RateBudget {
    return new RateBudget(knex, key, rate);
  }

  /** Takes one request. @returns 0 where it may go, else how long to wait, ms */
  async take(): Promise<number> {
    const now = databaseNow(this.#knex).toString();
    const { requests } = this.#rate;
    const refilled = this.#refilled(now);
    const taken = await this.#knex.raw(
      `INSERT INTO rate_budgets (key, tokens, updated_at) VALUES (?, ?, ${now})
       ON CONFLICT (key) DO UPDATE SET tokens = ${refilled} - 1, updated_at = ${now}
       WHERE ${refilled} >= 1
         AND (rate_budgets.blocked_until IS NULL OR rate_budgets.blocked_until <= ${now})
       RETURNING tokens`,
      [this.#key, requests - 1],
    );
    return rawRows(taken).length > 0 ? 0 : this.#wait();
  }

  /** The other side asked for a pause. */
  async blockFor(ms: number): Promise<void> {
    const until = `${databaseNow(this.#knex).toString()} + ${Math.ceil(ms)}`;
    await this.#knex.raw(
      `UPDATE rate_budgets SET blocked_until = CASE
         WHEN blocked_until > ${until} THEN blocked_until ELSE ${until} END
       WHERE key = ?`,
      [this.#key],
    );
  }

  async state(): Promise<BudgetState> {
    const row = await this.#read();
    const { requests, perMs } = this.#rate;
    if (!row) {
      return { limit: requests, remaining: requests };
    }
    const blocked = Number(row.blocked_until ?? 0) > Number(row.now);
    const tokens = blocked ? 0 : this.#tokensOf(row);
    const missing = ((requests - tokens) * perMs) / requests;
    const resetsAt = blocked
      ? Number(row.blocked_until)
      : Number(row.now) + Math.ceil(missing);
    return {
      limit: requests,
      remaining: Math.max(0, Math.floor(tokens)),
      ...(tokens < requests && { resetsAt }),
    };
  }

  /** Tokens by now, as SQL. A clock that was set back gives none. */
  #refilled(now: string): string {
    const { requests, perMs } = this.#rate;
    const grown = `rate_budgets.tokens + (CASE WHEN ${now} > rate_budgets.updated_at
      THEN ${now} - rate_budgets.updated_at ELSE 0 END) * ${requests / perMs}`;
    return `(CASE WHEN ${grown} > ${requests} THEN ${requests} ELSE ${grown} END)`;
  }

  #tokensOf(row: BudgetRow): number {
    const { requests, perMs } = this.#rate;
    const elapsed = Math.max(0, Number(row.now) - Number(row.updated_at));
    return Math.min(requests, row.tokens + (elapsed * requests) / perMs);
  }

  async #wait(): Promise<number> {
    const row = await this.#read();
    if (!row) {
      return 1;
    }
    const { requests, perMs } = this.#rate;
    const pause = Number(row.blocked_until ?? 0) - Number(row.now);
    const refill = ((1 - this.#tokensOf(row)) * perMs) / requests;
    return Math.max(1, Math.ceil(Math.max(pause, refill)));
  }

  async #read(): Promise<BudgetRow | undefined> {
    return this.#knex('rate_budgets')
      .where({ key: this.#key })
      .first('tokens', 'updated_at', 'blocked_until', {
        now: databaseNow(this.#knex),
      });
  }
}
