import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import { TableHead } from './TableHead';
import styles from './DataTable.module.css';

/** @internal */
export interface DataColumn<T> {
  id: string;
  title: string;
  /** Numbers stand at the end. */
  align?: 'end';
  isSortable?: boolean;
  /** Its cells name the row. */
  isRowHeader?: boolean;
  /** Least width, any CSS length. */
  minWidth?: string;
  cell: (row: T) => ReactNode;
}

/** A column's id; a dash before it turns the order round. @internal */
export interface TableSort {
  value: string;
  onChange: (value: string) => void;
}

/** @internal */
export interface DataTableProps<T> {
  /** What the table is about, for screen readers. */
  label: string;
  columns: ReadonlyArray<DataColumn<T>>;
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Depth in a tree, from 0; only where rows are nested. */
  rowDepth?: (row: T) => number;
  sort?: TableSort;
  /** The rows belong to an earlier choice; newer ones are on their way. */
  isStale?: boolean;
}

const VIRTUAL_FROM = 200;
const ROW_HEIGHT = 44;

/**
 * A plain table: numbers at the end, the first column stays in view, rows are
 * virtual from 200 on.
 *
 * @internal
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowKey, rowDepth, sort, isStale } = props;
  const frame = useRef<HTMLDivElement>(null);
  const isVirtual = rows.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const shown = isVirtual
    ? items.map(item => item.index)
    : rows.map((_, index) => index);
  const before = items.at(0)?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      ref={frame}
      className={styles.frame}
      data-virtual={isVirtual}
      data-stale={isStale}
      role="region"
      aria-label={label}
      // It scrolls sideways where it is narrow: by keyboard, too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <TableHead columns={columns} sort={sort} />
        <tbody>
          {isVirtual && <Spacer height={before} columns={columns.length} />}
          {shown.map(index => (
            <tr
              key={rowKey(rows[index])}
              ref={isVirtual ? virtualizer.measureElement : undefined}
              data-index={index}
              aria-rowindex={index + 2}
              aria-level={rowDepth && rowDepth(rows[index]) + 1}
            >
              {columns.map(column => (
                <TableCell key={column.id} column={column} row={rows[index]} />
              ))}
            </tr>
          ))}
          {isVirtual && <Spacer height={after} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

function TableCell<T>({ column, row }: { column: DataColumn<T>; row: T }) {
  const { align, isRowHeader, minWidth, cell } = column;
  const common = { 'data-align': align, style: { minWidth } };
  return isRowHeader ? (
    <th scope="row" {...common}>
      {cell(row)}
    </th>
  ) : (
    <td {...common}>{cell(row)}</td>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return height > 0 ? (
    <tr aria-hidden="true" className={styles.spacer}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  ) : null;
}
