const LONGEST = 500;

/** A name as it is stored: a text that any database takes, and that fits into an index. */
export function storableName(value: string): string {
  const text = value.slice(0, LONGEST).replaceAll('\0', '\ufffd');
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
