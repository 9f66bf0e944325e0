/*
 * `results.since`: when each verdict of a row began, by slot. Seconds since the
 * epoch in base 36 keep 50 checks under 400 bytes.
 */

/** Packs instants, milliseconds since the epoch. */
export function packSince(instants: readonly number[]): string {
  return instants.map(ms => Math.floor(ms / 1000).toString(36)).join(',');
}

/** The reverse of {@link packSince}; precise to the second. */
export function unpackSince(packed: string): number[] {
  return packed === ''
    ? []
    : packed.split(',').map(part => parseInt(part, 36) * 1000);
}
