/** A score as people read it: 85.7 as "86 %". Never rounds up to 100. @public */
export function formatPercent(value: number): string {
  const rounded = value > 99 && value < 100 ? 99 : Math.round(value);
  return `${rounded} %`;
}
