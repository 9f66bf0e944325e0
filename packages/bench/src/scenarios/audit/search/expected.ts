import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { membersOf } from '../../../generator/audit';

type Query = Readonly<Record<string, string>>;
type Test = (record: AuditRecord, wanted: string) => boolean;

const wordsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? value.toLowerCase().split(/[^\p{L}\p{N}]+/u)
    : Object.values(value ?? {}).flatMap(wordsIn);

const acted = (record: AuditRecord, refs: readonly string[]) =>
  record.actors.some(({ ref }) => refs.includes(ref));

const nameOf = (ref: string) => ref.slice(ref.indexOf('/') + 1);

function textsOf({ meta, error, entities, actors }: AuditRecord) {
  const names = [...(entities ?? []), ...actors.map(({ ref }) => ref)];
  return [meta, error, names.map(nameOf)];
}

/** What each filter means, said without the log's own code. */
const tests: Record<string, Test> = {
  actor: (record, ref) => acted(record, [ref]),
  group: (record, ref) => acted(record, membersOf(nameOf(ref) as 'team')),
  entity: (record, ref) => record.entities?.includes(ref) ?? false,
  plugin: (record, id) => record.plugin === id,
  event: ({ plugin, event, action }, name) =>
    [`${plugin}.${event}`, `${plugin}.${event}.${action}`].includes(name),
  outcome: (record, outcome) => record.outcome === outcome,
  severity: (record, severity) => record.severity === severity,
  source: (record, source) => record.source === source,
  correlation: (record, id) => record.correlationId === id,
  from: (record, at) => record.at >= at,
  to: (record, at) => record.at < at,
  noise: () => true,
  q: (record, text) => {
    const found = new Set(textsOf(record).flatMap(wordsIn));
    return wordsIn(text).every(word => found.has(word));
  },
};

/** Whether a record meets a query. */
export function meets(record: AuditRecord, query: Query): boolean {
  return (
    (query.noise === 'true' || record.noise !== true) &&
    Object.entries(query).every(([name, wanted]) => tests[name](record, wanted))
  );
}

/** Places of the first page of what meets a query, found by looking at all. */
export function expectedPage(
  newestFirst: readonly AuditRecord[],
  query: Query,
  limit: number,
): number[] {
  return newestFirst
    .filter(record => meets(record, query))
    .slice(0, limit)
    .map(({ seq }) => seq);
}
