import { isMet, type Figure } from './harness/Figure';

const HEAD = [
  '',
  'figure',
  'database',
  'measured',
  'target',
  'peer',
  'ratio',
  '',
];

function round(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

function withUnit(value: number, unit: string): string {
  return `${round(value)} ${unit}`;
}

function targetOf({ target, unit }: Figure): string {
  if (!target) {
    return '';
  }
  return 'most' in target
    ? `≤ ${target.most} ${unit}`
    : `≥ ${target.least} ${unit}`;
}

function markOf(figure: Figure, small: boolean): string {
  if (!figure.target || small) {
    return '';
  }
  return isMet(figure) ? 'met' : 'MISSED';
}

function toRow(figure: Figure, small: boolean): string[] {
  const { name, database, measured, unit, peer, ratio, detail } = figure;
  return [
    markOf(figure, small),
    name,
    database,
    withUnit(measured, unit),
    targetOf(figure),
    peer === undefined ? '' : withUnit(peer, unit === '×' ? 's' : unit),
    ratio === undefined ? '' : `${round(ratio)} ×`,
    detail ?? '',
  ];
}

/** One line per figure, in columns. */
export function formatFigures(
  figures: readonly Figure[],
  { small }: { small: boolean },
): string {
  const rows = [HEAD, ...figures.map(figure => toRow(figure, small))];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
