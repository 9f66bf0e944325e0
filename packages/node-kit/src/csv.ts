/** A cell of a CSV file. @public */
export type CsvCell = string | number | undefined;

/** Spreadsheets take a cell that begins with one of these for a formula. */
const formula = /^[=+\-@\t\r]/;

function toCell(value: CsvCell): string {
  if (value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * A line of CSV (RFC 4180). A text that a spreadsheet would take for a formula
 * gets an apostrophe before it.
 *
 * @public
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}
