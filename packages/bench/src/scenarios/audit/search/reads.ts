import type {
  AuditRecord,
  RecordHistogram,
  RecordList,
} from '@daytwo/backstage-plugin-audit-common';
import { check, checkEqual } from '../../../harness/check';
import type { AuditServer } from '../../../server/audit/startServer';
import { expectedPage, meets } from './expected';
import type { Combination } from './filters';
import type { Sample } from './samples';

const PAGE = 100;

function pathOf(what: string, query: Readonly<Record<string, string>>) {
  return `/audit/v1/${what}?${new URLSearchParams(query)}`;
}

/** The first page, and how long it took. */
export async function readPage(
  server: AuditServer,
  combination: Combination,
): Promise<Sample & { list: RecordList }> {
  const { query } = combination;
  const path = pathOf('records', { ...query, limit: String(PAGE) });
  const began = performance.now();
  const text = await server.request({ path });
  const ms = performance.now() - began;
  return { combination, ms, list: JSON.parse(text) };
}

/** Counts of a span of time. */
export async function readHistogram(
  server: AuditServer,
  combination: Combination,
): Promise<Sample & { count: number }> {
  const path = pathOf('histogram', { ...combination.query, buckets: '60' });
  const began = performance.now();
  const text = await server.request({ path });
  const ms = performance.now() - began;
  const { buckets } = JSON.parse(text) as RecordHistogram;
  const count = buckets.reduce(
    (sum, { succeeded, failed, denied, abandoned }) =>
      sum + succeeded + failed + denied + abandoned,
    0,
  );
  return { combination, ms, count };
}

/** A page is as it has to be, as far as its rows tell: they do not have the words. */
export function checkPage(
  { label, query }: Combination,
  { items }: RecordList,
): void {
  const { q, ...told } = query;
  for (const row of items) {
    check(
      meets(row as unknown as AuditRecord, told),
      `${label}: finds ${row.seq}, which does not meet it`,
    );
  }
  const seqs = items.map(({ seq }) => seq);
  const sorted = [...new Set(seqs)].sort((a, b) => b - a);
  checkEqual(`${label}: order of the page`, seqs, sorted);
}

/**
 * A page is the one that looking at all records gives. Those that tell of the
 * reading itself are newer, and may be in it too.
 */
export function checkWhole(
  { label, query }: Combination,
  { items }: RecordList,
  newestFirst: readonly AuditRecord[],
): void {
  const known = items
    .map(({ seq }) => seq)
    .filter(seq => seq <= newestFirst[0].seq);
  const newer = items.length - known.length;
  const expected = expectedPage(newestFirst, query, PAGE - newer);
  checkEqual(`${label}: page`, known, expected);
}
