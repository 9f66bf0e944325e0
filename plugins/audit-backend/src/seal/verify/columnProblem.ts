import {
  auditOutcomes,
  auditSeverities,
  auditSources,
  type AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import { eventName } from '../../log/facets';
import { storableName } from '../../log/storableName';
import type { LoggedRecord } from './readRows';

type Columns = Omit<LoggedRecord, 'seq' | 'digest' | 'body'>;

/** What the columns of a record must say. */
function columnsOf(record: AuditRecord): Columns {
  return {
    at: Date.parse(record.at),
    event: eventName(record),
    actor: storableName(record.actors[0].ref),
    outcome: auditOutcomes.indexOf(record.outcome),
    severity: auditSeverities.indexOf(record.severity),
    source: auditSources.indexOf(record.source),
    noise: record.noise ?? false,
  };
}

function told(record: AuditRecord): Columns | undefined {
  try {
    return columnsOf(record);
  } catch {
    return undefined; // edited: nothing that was written is like that
  }
}

/**
 * Searches read the columns, the seal covers the text: what differs was edited,
 * so as not to be found.
 *
 * @returns what differs, in words
 */
export function columnProblem(
  row: LoggedRecord,
  record: AuditRecord,
): string | undefined {
  const expected = told(record);
  if (!expected) {
    return 'It is no record: fields are missing, or of another kind';
  }
  const names = Object.keys(expected) as Array<keyof Columns>;
  const wrong = names.filter(name => row[name] !== expected[name]);
  const texts = wrong.map(
    name => `${name} is ${row[name]}, not ${expected[name]}`,
  );
  return texts.length > 0
    ? `The columns are not what the record says: ${texts.join('; ')}`
    : undefined;
}
