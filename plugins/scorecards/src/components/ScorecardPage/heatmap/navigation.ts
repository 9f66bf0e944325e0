/** A cell: column 0 is the entity, the checks follow. @internal */
export interface CellPosition {
  row: number;
  column: number;
}

/** How far a cell may go. @internal */
export interface GridSize {
  rows: number;
  columns: number;
  /** Rows that a page key moves by. */
  page: number;
}

type Move = (at: CellPosition, size: GridSize) => CellPosition;

const moves: Record<string, Move> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: row - page, column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
};

const farMoves: Record<string, Move> = {
  Home: () => ({ row: 0, column: 0 }),
  End: (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
};

/** Brings a position back into the grid. @internal */
export function clampPosition(
  { row, column }: CellPosition,
  { rows, columns }: GridSize,
): CellPosition {
  return {
    row: Math.max(0, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}

/**
 * Where a key leads, by the ARIA grid pattern; undefined where it is no key of
 * the grid.
 *
 * @internal
 */
export function positionAfterKey(
  at: CellPosition,
  key: { key: string; ctrlKey: boolean; metaKey: boolean },
  size: GridSize,
): CellPosition | undefined {
  const far = key.ctrlKey || key.metaKey;
  const move = (far ? farMoves : moves)[key.key];
  return move && clampPosition(move(at, size), size);
}
