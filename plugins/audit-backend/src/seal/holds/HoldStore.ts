import {
  recordFilterSchema,
  type RecordFilter,
} from '@daytwo/backstage-plugin-audit-common';
import { NotFoundError } from '@backstage/errors';
import { isPostgres } from '@daytwo/node-kit';
import { randomUUID } from 'crypto';
import type { Knex } from 'knex';
import { storableName } from '../../log/storableName';

/** Keeps records from being pruned. */
export interface Hold {
  id: string;
  title: string;
  filter: RecordFilter;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  releasedBy?: string;
  releasedAt?: string;
}

interface HoldRow {
  id: string;
  title: string;
  filter: string;
  created_by: string;
  created_at: number | string;
  released_by: string | null;
  released_at: number | string | null;
}

/** What somebody edited so that it is no filter keeps everything. */
function readFilter(text: string): RecordFilter {
  try {
    return recordFilterSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

function toHold(row: HoldRow): Hold {
  const { id, title, created_by: createdBy, released_by: releasedBy } = row;
  const filter = readFilter(row.filter);
  const createdAt = new Date(Number(row.created_at)).toISOString();
  const hold = { id, title, filter, createdBy, createdAt };
  return releasedBy === null
    ? hold
    : {
        ...hold,
        releasedBy,
        releasedAt: new Date(Number(row.released_at)).toISOString(),
      };
}

/** Legal holds. A hold is never deleted: it says who wanted what kept, and for how long. */
export class HoldStore {
  readonly #knex: Knex;
  readonly #now: () => number;

  private constructor(knex: Knex, now: () => number) {
    this.#knex = knex;
    this.#now = now;
  }

  static create(options: { knex: Knex; now?: () => number }): HoldStore {
    return new HoldStore(options.knex, options.now ?? Date.now);
  }

  /** Those in force, or all; the newest first. */
  async list(
    options: { released?: boolean } = {},
    db: Knex = this.#knex,
  ): Promise<Hold[]> {
    const query = db<HoldRow>('holds').orderBy('created_at', 'desc');
    if (!options.released) {
      query.whereNull('released_at');
    }
    return (await query.orderBy('id')).map(toHold);
  }

  async add(hold: Pick<Hold, 'title' | 'filter' | 'createdBy'>): Promise<Hold> {
    const row: HoldRow = {
      id: randomUUID(),
      title: storableName(hold.title),
      filter: JSON.stringify(hold.filter),
      created_by: storableName(hold.createdBy),
      created_at: this.#now(),
      released_by: null,
      released_at: null,
    };
    await this.#knex<HoldRow>('holds').insert(row);
    return toHold(row);
  }

  /** Those in force, which no one adds to until the transaction ends. */
  async freeze(tx: Knex): Promise<Hold[]> {
    if (isPostgres(tx)) {
      await tx.raw('LOCK TABLE holds IN SHARE MODE');
    }
    return this.list({}, tx);
  }

  /** @throws NotFoundError where there is none in force of this id */
  async release(id: string, by: string): Promise<Hold> {
    const holds = () =>
      this.#knex<HoldRow>('holds').where('id', storableName(id));
    const released = await holds()
      .whereNull('released_at')
      .update({ released_by: storableName(by), released_at: this.#now() });
    const row = await holds().first();
    if (released === 0 || !row) {
      throw new NotFoundError(`There is no hold ${id} in force`);
    }
    return toHold(row);
  }
}
