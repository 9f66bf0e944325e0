/** What a row is ordered by; undefined comes last either way. @internal */
export type SortValue = string | number | undefined;

function compareValues(a: SortValue, b: SortValue): number {
  return typeof a === 'string' || typeof b === 'string'
    ? String(a).localeCompare(String(b), undefined, { numeric: true })
    : Number(a) - Number(b);
}

/**
 * Compares two rows by a value of theirs, `sort` being a key of `values`, with
 * a dash before it for the other direction. An unknown key leaves the order.
 *
 * @internal
 */
export function comparator<T>(
  sort: string,
  values: Record<string, (row: T) => SortValue>,
): (a: T, b: T) => number {
  const descending = sort.startsWith('-');
  const valueOf = values[descending ? sort.slice(1) : sort];
  return (left, right) => {
    const [a, b] = [valueOf?.(left), valueOf?.(right)];
    if (a === undefined || b === undefined) {
      return Number(a === undefined) - Number(b === undefined);
    }
    return compareValues(a, b) * (descending ? -1 : 1);
  };
}

/** Sorts without touching the input; see {@link comparator}. @internal */
export function sortRows<T>(
  rows: readonly T[],
  sort: string,
  values: Record<string, (row: T) => SortValue>,
): T[] {
  return [...rows].sort(comparator(sort, values));
}
