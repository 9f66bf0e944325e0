import type {
  AuditRecord,
  RecordFilter,
} from '@daytwo/backstage-plugin-audit-common';
import { eventNames } from '../../log/facets';
import { splitWords } from '../../log/words';
import type { RecordBody } from '../../log/RecordTexts';
import { isUnreadable, toRecord } from '../../log/toRecord';
import type { Hold } from './HoldStore';

/** Refs of the members of groups, nested. */
export type MembersOf = (groups: readonly string[]) => Promise<string[]>;

/** Whether a record is what the filter says; in doubt it is. */
type Condition = (record: AuditRecord, body: string) => boolean;

function any(
  wanted: readonly string[] | undefined,
  valuesOf: (record: AuditRecord) => readonly string[],
): Condition {
  return record =>
    wanted === undefined ||
    valuesOf(record).some(value => wanted.includes(value));
}

function within({ from, to }: RecordFilter): Condition {
  const earliest = from === undefined ? -Infinity : Date.parse(from);
  const latest = to === undefined ? Infinity : Date.parse(to);
  return ({ at }) => {
    const instant = Date.parse(at);
    return instant >= earliest && instant < latest;
  };
}

/** Words may be parts of others, and those that no search looks at are none: more is kept rather than less. */
function hasWords(q: string | undefined): Condition {
  const words = splitWords(q ?? '');
  return (_, body) => {
    const text = words.length > 0 ? body.toLowerCase() : '';
    return words.every(word => text.includes(word));
  };
}

const actorRefs = (record: AuditRecord) => record.actors.map(({ ref }) => ref);

function conditionsOf(filter: RecordFilter, members?: string[]): Condition[] {
  const { actor, entity, plugin, event, outcome } = filter;
  const { severity, source, correlation, q } = filter;
  return [
    any(actor, actorRefs),
    any(members, actorRefs),
    any(entity, record => record.entities ?? []),
    any(plugin, record => [record.plugin]),
    any(event, eventNames),
    any(outcome, record => [record.outcome]),
    any(severity, record => [record.severity]),
    any(source, record => [record.source]),
    any(correlation === undefined ? undefined : [correlation], record => [
      record.correlationId,
    ]),
    within(filter),
    hasWords(q),
  ];
}

/** Says what is on hold. Groups are asked for once: whoever is a member now. */
export class HoldMatcher {
  readonly #holds: Condition[][];

  private constructor(holds: Condition[][]) {
    this.#holds = holds;
  }

  static async create(
    holds: readonly Hold[],
    membersOf?: MembersOf,
  ): Promise<HoldMatcher> {
    return new HoldMatcher(
      await Promise.all(
        holds.map(async ({ filter }) => {
          // Where nobody knows the members, all actors may be.
          const members = filter.group && (await membersOf?.(filter.group));
          return conditionsOf(filter, members);
        }),
      ),
    );
  }

  /** Nothing is on hold. */
  get isEmpty(): boolean {
    return this.#holds.length === 0;
  }

  holds(stored: RecordBody): boolean {
    if (this.isEmpty) {
      return false;
    }
    const record = toRecord(stored);
    // In doubt it is.
    return (
      isUnreadable(record) ||
      this.#holds.some(conditions =>
        conditions.every(condition => condition(record, stored.body)),
      )
    );
  }
}
