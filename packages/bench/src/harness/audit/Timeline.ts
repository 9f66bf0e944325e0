import { monthOf } from '../../auditInternals';

/** Records next to each other that are of one month. */
export interface Span {
  /** How much of the time is over when it begins, from 0 to 1. */
  share: number;
  firstSeq: number;
  count: number;
  /** First instant, and the first one after. */
  from: number;
  to: number;
}

/** The months of a year up to an instant, with as many records each. */
export function timelineOf(records: number, until: number): Span[] {
  const months = 12;
  const each = Math.ceil(records / months);
  return Array.from({ length: months }, (_, n) => {
    const month = monthOf(until, n + 1 - months);
    const before = n * each;
    return {
      share: n / months,
      firstSeq: before + 1,
      count: Math.max(0, Math.min(each, records - before)),
      from: month.from,
      to: Math.min(month.to, until),
    };
  }).filter(({ count }) => count > 0);
}

/** When a record of a span was recorded: at even distances. */
export function instantIn({ from, to, count }: Span, offset: number): number {
  return from + Math.floor((offset * (to - from)) / count);
}
