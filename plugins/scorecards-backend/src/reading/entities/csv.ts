import {
  unpackStates,
  type ScorecardDefinition,
} from '@daytwo/backstage-plugin-scorecards-common';
import { csvLine, type CsvCell } from '@daytwo/node-kit';
import type { EntityResult } from './EntityRowsReader';

const fields = [
  'entity',
  'title',
  'type',
  'lifecycle',
  'owner',
  'system',
  'level',
  'score',
  'passed',
  'known',
  'counted',
  'evaluatedAt',
];

function toCells(
  row: EntityResult,
  definition: ScorecardDefinition,
): CsvCell[] {
  const { entity } = row;
  return [
    entity.ref,
    entity.title,
    entity.type,
    entity.lifecycle,
    entity.ownerRef,
    entity.systemRef,
    definition.levels[row.level]?.name ?? 'none',
    row.score === undefined ? undefined : Math.round(row.score * 100) / 100,
    row.passed,
    row.known,
    row.counted,
    row.evaluatedAt,
    ...unpackStates(row.states),
  ];
}

/** Rows as CSV (RFC 4180): a line of names, then a line for each entity, with a column for each check. */
export async function* toCsv(
  pages: AsyncIterable<EntityResult[]>,
  definition: ScorecardDefinition | undefined,
): AsyncGenerator<string> {
  const checks = definition?.checks.map(check => check.id) ?? [];
  yield csvLine([...fields, ...checks]);
  for await (const rows of pages) {
    if (definition) {
      yield rows.map(row => csvLine(toCells(row, definition))).join('');
    }
  }
}
