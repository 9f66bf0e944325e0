/** Colours of levels that the style sheets know; others look neutral. @internal */
const colors = [
  'neutral',
  'info',
  'success',
  'warning',
  'danger',
  'bronze',
  'silver',
  'gold',
];

/** The value for `data-color`, for a level or for none. @internal */
export function colorOf(level: { color: string } | undefined): string {
  if (!level) {
    return 'none';
  }
  return colors.includes(level.color) ? level.color : 'neutral';
}
