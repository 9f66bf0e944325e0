import type { Knex } from 'knex';
import { nameKinds } from '../../log/Names';
import { storableName } from '../../log/storableName';
import { query, sql } from '../sql';
import { textList } from '../textList';
import type { Condition } from './Condition';

interface NameRow {
  id: number;
  kind: number;
  value: string;
}

function actorsIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'has':
      return condition.of === 'actor' ? condition.values : [];
    case 'and':
    case 'or':
      return condition.parts.flatMap(actorsIn);
    case 'not':
      return actorsIn(condition.part);
    default:
      return [];
  }
}

/**
 * Actors that a condition asks for: their short names, and which of them ever
 * stood behind another one. Who never did is in a column wherever they are.
 */
export class ActorBook {
  readonly #ids = new Map<string, number>();
  readonly #later = new Set<string>();

  private constructor(rows: readonly NameRow[]) {
    for (const { id, kind, value } of rows) {
      if (kind === nameKinds.later) {
        this.#later.add(value);
      } else {
        this.#ids.set(value, id);
      }
    }
  }

  static async read(knex: Knex, condition: Condition): Promise<ActorBook> {
    const values = [...new Set(actorsIn(condition).map(storableName))];
    return new ActorBook(
      values.length === 0
        ? []
        : await query<NameRow>(
            knex,
            sql`SELECT id, kind, value FROM names
              WHERE kind IN (${nameKinds.actor}, ${nameKinds.later})
                AND value IN ${textList(knex, values)}`,
          ),
    );
  }

  /** Short names of those that some record has. */
  ids(values: readonly string[]): number[] {
    return values
      .map(value => this.#ids.get(storableName(value)))
      .filter(id => id !== undefined);
  }

  /** Whether all of them are the first in a chain, or not in it. */
  areFirst(values: readonly string[]): boolean {
    return values.every(value => !this.#later.has(storableName(value)));
  }
}
