/** Coverage in percent; undefined where nothing counts. @internal */
export function coverageOf(numbers: {
  known: number;
  counted: number;
}): number | undefined {
  return numbers.counted > 0
    ? (100 * numbers.known) / numbers.counted
    : undefined;
}
