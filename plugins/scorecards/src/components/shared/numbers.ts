/** A score as people read it: 85.7 as "86 %". Never rounds up to 100. @internal */
export function formatPercent(value: number): string {
  const rounded = value > 99 && value < 100 ? 99 : Math.round(value);
  return `${rounded} %`;
}

/** Coverage in percent; undefined where nothing counts. @internal */
export function coverageOf(numbers: {
  known: number;
  counted: number;
}): number | undefined {
  return numbers.counted > 0
    ? (100 * numbers.known) / numbers.counted
    : undefined;
}
