import type { AuditInput } from '../api';
import { listFilters, type RecordQuery } from './urlFilter';

/** What a hold keeps, as the API takes it. @internal */
export type HoldFilter = NonNullable<
  AuditInput<'createHold'>['body']
>['filter'];

const texts = ['correlation', 'q', 'from', 'to'] as const;

const textsOf = (value: unknown): string[] =>
  [value].flat().filter(item => typeof item === 'string');

/**
 * The filter of a hold as that of a list. A hold finds look-ups too; what is
 * not known here is left out.
 *
 * @internal
 */
export function holdQuery(filter: Record<string, unknown>): RecordQuery {
  const lists = listFilters.map(key => [key, textsOf(filter[key])] as const);
  const single = texts.flatMap(key =>
    textsOf(filter[key]).map(value => [key, value] as const),
  );
  return {
    ...Object.fromEntries(lists.filter(([, values]) => values.length > 0)),
    ...Object.fromEntries(single),
  };
}

/** What a hold keeps that holds what a list shows. @internal */
export function holdFilterOf(query: RecordQuery): HoldFilter {
  return holdQuery({ ...query }) as HoldFilter;
}
