import {
  COMPONENTS,
  componentRef,
  LEFT_FROM,
  personRef,
} from '../../../generator/audit';

/** A filter of one kind, as it is in a URL. */
export interface OneFilter {
  kind: string;
  /** For people. */
  label: string;
  query: Readonly<Record<string, string>>;
}

/** What there is to be found. */
export interface Known {
  /** Of a record in the middle of the log. */
  correlation: string;
  /** When the log ends, milliseconds. */
  until: number;
}

const DAY_MS = 86_400_000;

function of(kind: string, values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([label, value]) => ({
    kind,
    label: `${kind}: ${label}`,
    query: { [kind]: value },
  }));
}

/** By plugin, event and so on: what is frequent, what is rare, and what there is not. */
function facetFilters(): OneFilter[] {
  return [
    ...of('plugin', {
      frequent: 'catalog',
      rare: 'permission',
      ended: 'billing',
    }),
    ...of('event', {
      coarse: 'catalog.entity-fetch',
      fine: 'scaffolder.task.create',
      rare: 'permission.policy.change',
    }),
    ...of('outcome', {
      most: 'succeeded',
      few: 'failed',
      fewer: 'denied',
      fewest: 'abandoned',
    }),
    ...of('severity', {
      most: 'low',
      some: 'medium',
      few: 'high',
      fewest: 'critical',
    }),
    ...of('source', { most: 'auditor', some: 'scaffolder', none: 'client' }),
    ...of('noise', { too: 'true' }),
  ];
}

function valueFilters(): OneFilter[] {
  return [
    ...of('actor', {
      busy: personRef(0),
      seldom: personRef(LEFT_FROM - 10),
      left: personRef(LEFT_FROM + 50),
      nobody: 'user:default/nobody',
      // Nearly always of what is noise.
      plugin: 'plugin:scorecards',
    }),
    ...of('group', {
      team: 'group:default/team',
      department: 'group:default/department',
    }),
    ...of('entity', {
      busy: componentRef(1),
      seldom: componentRef(Math.floor(COMPONENTS * 0.75)),
      none: 'component:default/none',
    }),
    ...of('q', {
      frequent: 'payments',
      name: componentRef(Math.floor(COMPONENTS / 2)).slice(18),
      none: 'nothinglikethis',
    }),
  ];
}

function month(until: number, before: number) {
  const to = until - before * DAY_MS;
  return {
    from: new Date(to - 30 * DAY_MS).toISOString(),
    to: new Date(to).toISOString(),
  };
}

/** All filters, with several values each. */
export function allFilters({ correlation, until }: Known): OneFilter[] {
  return [
    ...facetFilters(),
    ...valueFilters(),
    ...of('correlation', { one: correlation }),
    ...[0, 270].map(days => ({
      kind: 'time',
      label: `time: a month, ${days} days ago`,
      query: month(until, days),
    })),
  ];
}

/** Filters that are together in one query. */
export interface Combination {
  /** Such as `actor + outcome`. */
  kind: string;
  label: string;
  query: Readonly<Record<string, string>>;
}

/** Every filter alone, and every two of different kinds. */
export function combinationsOf(filters: readonly OneFilter[]): Combination[] {
  const none = { kind: 'none', label: 'none', query: {} };
  const pairs = filters.flatMap((a, n) =>
    filters
      .slice(n + 1)
      .filter(b => b.kind !== a.kind)
      .map(b => ({
        kind: `${a.kind} + ${b.kind}`,
        label: `${a.label} + ${b.label}`,
        query: { ...a.query, ...b.query },
      })),
  );
  return [none, ...filters, ...pairs];
}
