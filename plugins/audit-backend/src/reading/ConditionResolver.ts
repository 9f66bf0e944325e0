import type { GroupMembers } from './catalog/GroupMembers';
import type { OwnedEntities } from './catalog/OwnedEntities';
import { has, type Condition, type OpenCondition } from './conditions';

/** What {@link ConditionResolver} works with. */
export interface ConditionResolverOptions {
  members: GroupMembers;
  owned: OwnedEntities;
}

/** Asks the catalog who belongs to groups, and what is owned. */
export class ConditionResolver {
  readonly #members: GroupMembers;
  readonly #owned: OwnedEntities;

  private constructor({ members, owned }: ConditionResolverOptions) {
    this.#members = members;
    this.#owned = owned;
  }

  static create(options: ConditionResolverOptions): ConditionResolver {
    return new ConditionResolver(options);
  }

  async resolve(condition: OpenCondition): Promise<Condition> {
    switch (condition.kind) {
      case 'members':
        return has('actor', await this.#members.of(condition.groups));
      case 'owned':
        return has('entity', await this.#owned.by(condition.claims));
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
}
