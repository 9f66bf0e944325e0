import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import { lineOf } from '../log/toRecord';
import type { AuditReader } from '../permissions';
import type { FoundRecord, RecordFinder } from '../reading';
import { csvHeader, toCsv } from './toCsv';
import { toOcsf } from './toOcsf';

/** What records are written as, without proofs. */
export type PlainFormat = 'csv' | 'ndjson' | 'ocsf';

const writers: Record<PlainFormat, (found: FoundRecord) => string> = {
  csv: ({ record }) => toCsv(record),
  ndjson: found => `${lineOf(found)}\n`,
  ocsf: ({ record }) => `${JSON.stringify(toOcsf(record))}\n`,
};

/** Records that a reader may see, oldest first, page by page in constant memory. */
export async function* writeRecords(
  finder: RecordFinder,
  what: { format: PlainFormat; filter: RecordFilter; reader: AuditReader },
): AsyncGenerator<string> {
  const { format, filter, reader } = what;
  const scope = await finder.scope(filter, reader.condition);
  if (format === 'csv') {
    yield csvHeader;
  }
  for await (const page of finder.stream({ ...scope, order: 'oldest' })) {
    yield page.map(writers[format]).join('');
  }
}
