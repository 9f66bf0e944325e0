import type { Knex } from 'knex';

/** What {@link LookLease} works with. */
export interface LookLeaseOptions {
  knex: Knex;
  now: () => number;
  /** Unlike any other's. */
  owner: string;
}

/** Longer than any look is allowed to take. */
const LEASE_MS = 11 * 60_000;
const ROW = { id: 1 };

/**
 * Only one replica looks at the catalog at a time. The scheduler sees to it as
 * well, but lets go of who takes too long; this is held until they have stopped.
 */
export class LookLease {
  readonly #o: LookLeaseOptions;

  private constructor(options: LookLeaseOptions) {
    this.#o = options;
  }

  static create(options: LookLeaseOptions): LookLease {
    return new LookLease(options);
  }

  /** Whether it was free. */
  async take(): Promise<boolean> {
    const { knex, now, owner } = this.#o;
    await knex('catalog_looks')
      .insert({ ...ROW, taken_by: '', taken_until: 0, known: '[]' })
      .onConflict('id')
      .ignore();
    const taken = await knex('catalog_looks')
      .where(ROW)
      .where('taken_until', '<=', now())
      .update({ taken_by: owner, taken_until: now() + LEASE_MS });
    return taken > 0;
  }

  async release(): Promise<void> {
    const { knex, owner } = this.#o;
    await knex('catalog_looks')
      .where({ ...ROW, taken_by: owner })
      .update({ taken_until: 0 });
  }

  /** Watches that were looked at once, completely. */
  async known(): Promise<string[]> {
    const row = await this.#o.knex('catalog_looks').where(ROW).first();
    return JSON.parse(row?.known ?? '[]');
  }

  async setKnown(watches: readonly string[], tx: Knex): Promise<void> {
    await tx('catalog_looks')
      .where(ROW)
      .update({ known: JSON.stringify(watches) });
  }
}
