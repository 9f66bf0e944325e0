import type { UsageRow } from '@daytwo/backstage-plugin-audit-common';

/** What a column is sorted by; undefined comes last. */
const keys = {
  automation: (row: UsageRow) => row.automation,
  runs: (row: UsageRow) => row.runs,
  success: (row: UsageRow) => successOf(row),
  median: (row: UsageRow) => row.medianMs,
  people: (row: UsageRow) => row.people,
  saved: (row: UsageRow) => row.savedMinutes,
  lastRun: (row: UsageRow) => row.lastRun,
} as const;

/** Columns that can be sorted by. @internal */
export type UsageSort = keyof typeof keys;

/** The part of the finished runs that succeeded, 0 to 1. @internal */
export function successOf({ succeeded, failed }: UsageRow): number | undefined {
  const finished = succeeded + failed;
  return finished > 0 ? succeeded / finished : undefined;
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'string' && typeof b === 'string'
    ? a.localeCompare(b)
    : Number(a) - Number(b);
}

/** Reads `runs` or `-runs`. @internal */
export function parseSort(text: string): { by: UsageSort; down: boolean } {
  const down = text.startsWith('-');
  const by = text.replace(/^-/, '');
  return Object.hasOwn(keys, by)
    ? { by: by as UsageSort, down }
    : { by: 'runs', down: true };
}

/** Automations in order; those without a value last. @internal */
export function sortUsage(rows: UsageRow[], sort: string): UsageRow[] {
  const { by, down } = parseSort(sort);
  return [...rows].sort((a, b) => {
    const [x, y] = [keys[by](a), keys[by](b)];
    if (x === undefined || y === undefined) {
      return Number(x === undefined) - Number(y === undefined);
    }
    return down ? compare(y, x) : compare(x, y);
  });
}

/** Those with the words in their name, and used by the team. @internal */
export function matchingUsage(rows: UsageRow[], text: string): UsageRow[] {
  const wanted = text.trim().toLocaleLowerCase();
  return rows.filter(({ automation }) =>
    automation.toLocaleLowerCase().includes(wanted),
  );
}
