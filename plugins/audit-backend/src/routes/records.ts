import type { JsonObject } from '@backstage/types';
import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';
import type { AuditReaders } from '../permissions';
import type { Reading } from '../reading';
import type { ReadingNotes } from './ReadingNotes';

/** What {@link recordOperations} needs. */
export interface RecordOperationsOptions {
  readers: AuditReaders;
  reading: Reading;
  notes: ReadingNotes;
}

type Ids =
  | 'listRecords'
  | 'getRecord'
  | 'getRelated'
  | 'getHistogram'
  | 'suggest';

/** Records: found, looked at, counted. */
export function recordOperations(
  options: RecordOperationsOptions,
): Pick<OperationsOf<AuditRoutes>, Ids> {
  const { readers, notes } = options;
  const { records, histogram, suggestions } = options.reading;
  return {
    listRecords: async input => {
      const { limit, cursor, ...filter } = input.query;
      const question = { filter: plain(filter) };
      return notes.noted(input, 'list', question, async () =>
        records.list(
          filter,
          { limit, cursor },
          await readers.readerFor(input.credentials),
        ),
      );
    },
    getRecord: async input => {
      const { seq } = input.params;
      return notes.noted(input, 'get', { seq }, async () =>
        records.detail(seq, await readers.readerFor(input.credentials)),
      );
    },
    getRelated: async input => {
      const { seq } = input.params;
      return notes.noted(input, 'related', { seq }, async () =>
        records.related(seq, await readers.readerFor(input.credentials)),
      );
    },
    getHistogram: async input => {
      const { buckets, ...filter } = input.query;
      const question = { filter: plain(filter) };
      return notes.noted(input, 'histogram', question, async () =>
        histogram.read(
          filter,
          buckets,
          await readers.readerFor(input.credentials),
        ),
      );
    },
    suggest: async input => {
      const { query, credentials } = input;
      // Not what was typed: each letter would be a question of its own.
      return notes.noted(input, 'suggestions', { of: query.of }, async () => ({
        items: await suggestions.read(
          query,
          await readers.readerFor(credentials),
        ),
      }));
    },
  };
}

/** Without what is not set. */
function plain(filter: object): JsonObject {
  return JSON.parse(JSON.stringify(filter));
}
