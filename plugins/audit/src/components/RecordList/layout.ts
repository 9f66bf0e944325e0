/** From this width on, in pixels, a row is a line of a table; below it is a small card. @internal */
export const WIDE_FROM = 760;

/** Rows have one height, so that new ones can be put before without a jump. @internal */
export const ROW_HEIGHT = { wide: 54, narrow: 116 } as const;
