const LONGEST = 80;

/** A value that a rule read, on one line; what is long is cut. @internal */
export function formatValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
