import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { bulkRows, rawRows, retryTransient } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { eventName, facetText } from './facets';
import { storableName } from './storableName';
import { taggedEntities } from './tags';

/** Kinds of names, as they are stored. */
export const nameKinds = {
  event: 1,
  actor: 2,
  entity: 3,
  facet: 4,
  /** An actor behind another one in some chain; it is an actor too. */
  later: 5,
} as const;

/** See {@link nameKinds}. */
export type NameKind = keyof typeof nameKinds;

interface NameRow {
  id: number;
  kind: number;
  value: string;
}

const MOST_REMEMBERED = 50_000;
const REFRESH_MS = 10 * 60_000;

const keyOf = (kind: number, value: string) => `${kind}:${value}`;

/** Names that a record mentions. */
function* namesIn(draft: AuditDraft): Generator<[number, string]> {
  const name = eventName(draft);
  yield [nameKinds.event, name];
  yield [nameKinds.facet, facetText(draft, name)];
  for (const actor of draft.actors) {
    yield [nameKinds.actor, storableName(actor.ref)];
  }
  for (const actor of draft.actors.slice(1)) {
    yield [nameKinds.later, storableName(actor.ref)];
  }
  for (const entity of taggedEntities(draft)) {
    yield [nameKinds.entity, storableName(entity)];
  }
}

/**
 * Short names of what records mention over and over, and when each was seen
 * last. Remembers most of them.
 */
export class Names {
  readonly #knex: Knex;
  readonly #known = new Map<string, { id: number; until: number }>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): Names {
    return new Names(knex);
  }

  /** Makes sure that everything the drafts mention has a name. */
  async learn(drafts: readonly AuditDraft[], now: number): Promise<void> {
    const unknown = new Map<string, { kind: number; value: string }>();
    for (const draft of drafts) {
      for (const [kind, value] of namesIn(draft)) {
        const key = keyOf(kind, value);
        if ((this.#known.get(key)?.until ?? 0) <= now) {
          unknown.set(key, { kind, value });
        }
      }
    }
    if (unknown.size > 0) {
      await this.#store(unknown, now);
    }
  }

  /** @throws Error where it was not learned before */
  idOf(kind: NameKind, value: string): number {
    const known = this.#known.get(keyOf(nameKinds[kind], storableName(value)));
    if (!known) {
      throw new Error(`No name for the ${kind} '${value}'`);
    }
    return known.id;
  }

  async #store(
    names: ReadonlyMap<string, { kind: number; value: string }>,
    now: number,
  ): Promise<void> {
    if (this.#known.size + names.size > MOST_REMEMBERED) {
      this.#forgetEntities();
    }
    // In one order, so that two who store the same do not wait for each other.
    const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = bulkRows(
      this.#knex,
      { kind: 'integer', value: 'text' },
      sorted.map(([, name]) => name),
    );
    const found = await retryTransient(async () =>
      rawRows<NameRow>(
        await this.#knex.raw(
          `INSERT INTO names (kind, value, last_at)
           SELECT b.kind, b.value, CAST(? AS bigint) FROM ${rows.sql} AS b WHERE 1 = 1
           ON CONFLICT (kind, value) DO UPDATE SET last_at = excluded.last_at
           RETURNING id, kind, value`,
          [now, ...rows.bindings],
        ),
      ),
    );
    for (const { id, kind, value } of found) {
      this.#known.set(keyOf(kind, value), { id, until: now + REFRESH_MS });
    }
  }

  /** Events and actors are few, and needed at once. */
  #forgetEntities(): void {
    const prefix = keyOf(nameKinds.entity, '');
    for (const key of this.#known.keys()) {
      if (key.startsWith(prefix)) {
        this.#known.delete(key);
      }
    }
    if (this.#known.size > MOST_REMEMBERED / 2) {
      this.#known.clear();
    }
  }
}
