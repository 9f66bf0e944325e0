import type { Knex } from 'knex';
import type { GroupMembers } from './catalog/GroupMembers';
import type { OwnedEntities } from './catalog/OwnedEntities';
import { has, type Condition, type OpenCondition } from './conditions';
import { knownNames } from './knownNames';

/** What {@link ConditionResolver} works with. */
export interface ConditionResolverOptions {
  knex: Knex;
  members: GroupMembers;
  owned: OwnedEntities;
}

/** Asks the catalog who belongs to groups, and what is owned. */
export class ConditionResolver {
  readonly #knex: Knex;
  readonly #members: GroupMembers;
  readonly #owned: OwnedEntities;

  private constructor({ knex, members, owned }: ConditionResolverOptions) {
    this.#knex = knex;
    this.#members = members;
    this.#owned = owned;
  }

  static create(options: ConditionResolverOptions): ConditionResolver {
    return new ConditionResolver(options);
  }

  async resolve(condition: OpenCondition): Promise<Condition> {
    switch (condition.kind) {
      case 'members':
        return this.#known('actor', await this.#members.of(condition.groups));
      case 'owned':
        return this.#known('entity', await this.#owned.by(condition.claims));
      case 'and':
      case 'or':
        return {
          kind: condition.kind,
          parts: await Promise.all(
            condition.parts.map(part => this.resolve(part)),
          ),
        };
      case 'not':
        return { kind: 'not', part: await this.resolve(condition.part) };
      default:
        return condition;
    }
  }

  async #known(of: 'actor' | 'entity', values: string[]): Promise<Condition> {
    return has(of, await knownNames(this.#knex, of, values));
  }
}
