import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { eventNames } from '../../log/facets';
import { isUnreadable } from '../../log/toRecord';
import { wordsOf } from '../../log/words';
import type { Condition, FacetTest, FoundBy } from './Condition';

function* valuesOf(record: AuditRecord, of: FoundBy): Iterable<string> {
  switch (of) {
    case 'actor':
      yield* record.actors.map(actor => actor.ref);
      break;
    case 'entity':
      yield* record.entities ?? [];
      break;
    case 'correlation':
      yield record.correlationId;
      break;
    default:
      yield* wordsOf(record);
  }
}

function hasAny(
  record: AuditRecord,
  of: FoundBy,
  wanted: readonly string[],
): boolean {
  for (const value of valuesOf(record, of)) {
    if (wanted.includes(value)) {
      return true;
    }
  }
  return false;
}

function meets(record: AuditRecord, test: FacetTest): boolean {
  const { plugin, event, outcome, severity, source, quiet } = test;
  return (
    (plugin?.includes(record.plugin) ?? true) &&
    (event?.some(name => eventNames(record).includes(name)) ?? true) &&
    (outcome?.includes(record.outcome) ?? true) &&
    (severity?.includes(record.severity) ?? true) &&
    (source?.includes(record.source) ?? true) &&
    !(quiet && record.noise)
  );
}

/** Whether it asks for nothing that a text would have to tell. */
function asksNothing(condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
      return true;
    case 'facets':
      return Object.keys(condition.test).every(key => key === 'quiet');
    case 'and':
      return condition.parts.every(asksNothing);
    case 'or':
      return condition.parts.some(asksNothing);
    default:
      return false;
  }
}

/**
 * Whether a record meets a condition. What cannot be read meets none, so that
 * only who may see all sees it.
 */
export function matches(condition: Condition, record: AuditRecord): boolean {
  return isUnreadable(record)
    ? asksNothing(condition)
    : meetsAll(condition, record);
}

function meetsAll(condition: Condition, record: AuditRecord): boolean {
  switch (condition.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return condition.parts.every(part => meetsAll(part, record));
    case 'or':
      return condition.parts.some(part => meetsAll(part, record));
    case 'not':
      return !meetsAll(condition.part, record);
    case 'has':
      return hasAny(record, condition.of, condition.values);
    default:
      return meets(record, condition.test);
  }
}
