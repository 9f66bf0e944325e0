/** A cell of a CSV file. @public */
export type CsvCell = string | number | undefined;

/** Spreadsheets take a cell that begins with one of these for a formula; full-width ones in some countries. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** What a terminal acts on. */
const control = /[^\P{Cc}\t\r\n]/gu;

function toCell(value: CsvCell): string {
  if (value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const text = value.replace(control, '\ufffd');
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * A line of CSV (RFC 4180). A text that a spreadsheet would take for a formula
 * gets an apostrophe before it; control characters but tabs and line breaks are
 * replaced.
 *
 * @public
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}
