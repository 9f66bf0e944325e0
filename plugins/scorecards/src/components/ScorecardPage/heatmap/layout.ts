/** Sizes of the heatmap in pixels. @internal */
export interface HeatmapLayout {
  /** Width of the first column. */
  entity: number;
  /** Width of the column of one check. */
  column: number;
  /** Height of the headings of the checks. */
  heading: number;
  /** Headings read from left to right; in narrow columns they read upwards. */
  upright: boolean;
}

export const ROW_HEIGHT = 36;
export const GROUP_HEIGHT = 32;

const NARROWEST = 36;
const WIDEST = 128;
const UPRIGHT_FROM = 96;
const SCROLLBAR = 16;
/** From this width on, the first column shows the level. @internal */
export const WITH_LEVEL = 360;

function entityWidth(width: number): number {
  if (width < 640) {
    return 168;
  }
  return width < 960 ? 260 : WITH_LEVEL;
}

/**
 * Shares the width among the checks; where they are many, each gets the least
 * and the table scrolls.
 *
 * @internal
 */
export function heatmapLayout(width: number, checks: number): HeatmapLayout {
  const entity = entityWidth(width);
  const share = Math.floor((width - entity - SCROLLBAR) / Math.max(checks, 1));
  const column = Math.max(NARROWEST, Math.min(WIDEST, share));
  const upright = column >= UPRIGHT_FROM;
  return { entity, column, upright, heading: upright ? 64 : 152 };
}
