import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { toNumber, toOptionalNumber } from '../rows';

/** So many requests at once, and as many again, evenly, in each `perMs`. */
export interface RateLimit {
  requests: number;
  perMs: number;
}

/** The longest that another side can make us wait, ms. */
export const LONGEST_BLOCK_MS = 3_600_000;

/** Whether a request may go, and if not, why and for how long. */
export type Permit =
  | { granted: true }
  | { granted: false; waitMs: number; blocked: boolean };

/** What is left of a budget. Instants are milliseconds since the epoch. */
export interface BudgetState {
  limit: number;
  remaining: number;
  /** When it is full again, or the other side's ban is over. */
  resetsAt?: number;
}

interface BudgetRow {
  tokens: number;
  updated_at: number | string;
  blocked_until: number | string | null;
}

/**
 * Token buckets in the database: replicas share them. A request is granted by
 * one statement, which takes the token that it found.
 */
export class RateBudgets {
  readonly #knex: Knex;
  readonly #now: () => number;

  private constructor(knex: Knex, now: () => number) {
    this.#knex = knex;
    this.#now = now;
  }

  static create(knex: Knex, now: () => number = Date.now): RateBudgets {
    return new RateBudgets(knex, now);
  }

  /** Takes one request out of a budget; without a limit, only bans hold it back. */
  async take(key: string, limit?: RateLimit): Promise<Permit> {
    const now = this.#now();
    if (limit && (await this.#takeToken(key, limit, now))) {
      return { granted: true };
    }
    const row = await this.#row(key);
    const blockedMs = row ? blockOf(row, now) : 0;
    if (blockedMs > 0) {
      return { granted: false, waitMs: blockedMs, blocked: true };
    }
    if (!limit) return { granted: true };
    const missing = row ? 1 - tokensOf(row, limit, now) : 0;
    const waitMs = Math.ceil((missing * limit.perMs) / limit.requests);
    return { granted: false, waitMs: Math.max(waitMs, 1), blocked: false };
  }

  /** Keeps all replicas from asking before an instant. */
  async block(key: string, until: number): Promise<void> {
    const now = this.#now();
    const instant = Math.floor(Math.min(until, now + LONGEST_BLOCK_MS));
    await this.#knex.raw(
      `INSERT INTO rate_budgets (key, tokens, updated_at, blocked_until)
       VALUES (?, 0, ${now}, ${instant})
       ON CONFLICT (key) DO UPDATE SET blocked_until = excluded.blocked_until
       WHERE rate_budgets.blocked_until IS NULL
         OR rate_budgets.blocked_until < excluded.blocked_until
         OR rate_budgets.blocked_until > ${now + LONGEST_BLOCK_MS}`,
      [key],
    );
  }

  /** What is left, without taking any. */
  async read(key: string, limit: RateLimit): Promise<BudgetState> {
    const now = this.#now();
    const row = await this.#row(key);
    if (!row) return { limit: limit.requests, remaining: limit.requests };
    const tokens = tokensOf(row, limit, now);
    const blockedMs = blockOf(row, now);
    const fullMs = ((limit.requests - tokens) * limit.perMs) / limit.requests;
    const waitMs = Math.max(blockedMs, Math.ceil(fullMs));
    return {
      limit: limit.requests,
      remaining: blockedMs > 0 ? 0 : Math.floor(tokens),
      ...(waitMs > 0 && { resetsAt: now + waitMs }),
    };
  }

  async #takeToken(
    key: string,
    { requests, perMs }: RateLimit,
    now: number,
  ): Promise<boolean> {
    // Numbers are ours, and stand in the text: bound ones would have no type.
    const elapsed = `(CASE
      WHEN rate_budgets.updated_at > ${now + perMs} THEN ${perMs}
      WHEN rate_budgets.updated_at > ${now} THEN 0
      ELSE ${now} - rate_budgets.updated_at END)`;
    const refilled = `(rate_budgets.tokens
      + CAST(${elapsed} AS DOUBLE PRECISION) * ${requests} / ${perMs})`;
    const tokens = `(CASE WHEN ${refilled} > ${requests}
      THEN ${requests} ELSE ${refilled} END)`;
    const result = await this.#knex.raw(
      `INSERT INTO rate_budgets (key, tokens, updated_at)
       VALUES (?, ${requests - 1}, ${now})
       ON CONFLICT (key) DO UPDATE SET
         tokens = ${tokens} - 1, updated_at = ${now}, blocked_until = NULL
       WHERE ${refilled} >= 1
         AND (rate_budgets.blocked_until IS NULL
           OR rate_budgets.blocked_until <= ${now}
           OR rate_budgets.blocked_until > ${now + LONGEST_BLOCK_MS})
       RETURNING tokens`,
      [key],
    );
    return rawRows(result).length > 0;
  }

  async #row(key: string): Promise<BudgetRow | undefined> {
    return this.#knex<BudgetRow & { key: string }>('rate_budgets')
      .where({ key })
      .first();
  }
}

/** Tokens by now. A clock that was set back must not make anybody wait for it. */
function tokensOf(
  row: BudgetRow,
  { requests, perMs }: RateLimit,
  now: number,
): number {
  const elapsed = now - toNumber(row.updated_at);
  const counted = elapsed < -perMs ? perMs : Math.max(elapsed, 0);
  return Math.min(requests, row.tokens + (counted * requests) / perMs);
}

function blockOf(row: BudgetRow, now: number): number {
  const waitMs = (toOptionalNumber(row.blocked_until) ?? 0) - now;
  return waitMs > LONGEST_BLOCK_MS ? 0 : Math.max(waitMs, 0);
}
