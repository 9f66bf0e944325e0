/** When a block is made. */
export interface SealSettings {
  /** Records wait no longer than this for their block. */
  everySeconds: number;
  /** As many at once make a block at once; also the most that a block has. */
  everyRecords: number;
  /** So long after the last block, an empty one proves that nothing happened. */
  emptyAfterSeconds: number;
}

/** Where nothing is configured. */
export const defaultSealSettings: SealSettings = {
  everySeconds: 60,
  everyRecords: 10_000,
  emptyAfterSeconds: 3600,
};

/** Whether it is time for a block. */
export function isDue(
  waiting: { records: number; ms: number },
  settings: SealSettings,
): boolean {
  const { records, ms } = waiting;
  return records === 0
    ? ms >= settings.emptyAfterSeconds * 1000
    : records >= settings.everyRecords || ms >= settings.everySeconds * 1000;
}
