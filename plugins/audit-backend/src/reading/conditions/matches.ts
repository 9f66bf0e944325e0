import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { eventNames } from '../../log/facets';
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

/** Whether a record meets a condition. */
export function matches(condition: Condition, record: AuditRecord): boolean {
  switch (condition.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return condition.parts.every(part => matches(part, record));
    case 'or':
      return condition.parts.some(part => matches(part, record));
    case 'not':
      return !matches(condition.part, record);
    case 'has':
      return hasAny(record, condition.of, condition.values);
    default:
      return meets(record, condition.test);
  }
}
