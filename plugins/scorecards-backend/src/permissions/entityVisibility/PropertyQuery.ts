/** What to look for in an entity. All of it is lower case. */
export interface PropertyQuery {
  root: 'metadata' | 'spec';
  key: string;
  value?: string;
}

/** The number that a value is the text of. */
export function numberOf(value: string): number | undefined {
  const number = Number(value);
  return Number.isFinite(number) && String(number) === value
    ? number
    : undefined;
}
