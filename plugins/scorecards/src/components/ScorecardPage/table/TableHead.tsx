import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { DataColumn, TableSort } from './DataTable';
import styles from './DataTable.module.css';

interface TableHeadProps<T> {
  columns: ReadonlyArray<DataColumn<T>>;
  sort?: TableSort;
}

function directionOf(column: string, sort?: TableSort) {
  if (sort?.value === column) {
    return 'ascending';
  }
  return sort?.value === `-${column}` ? 'descending' : 'none';
}

/** Headings of a table; a sortable one is a button. @internal */
export function TableHead<T>({ columns, sort }: TableHeadProps<T>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(column => (
          <th
            key={column.id}
            scope="col"
            data-align={column.align}
            style={{ minWidth: column.minWidth }}
            aria-sort={
              sort && column.isSortable
                ? directionOf(column.id, sort)
                : undefined
            }
          >
            {sort && column.isSortable ? (
              <SortButton id={column.id} title={column.title} sort={sort} />
            ) : (
              column.title
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface SortButtonProps {
  id: string;
  title: string;
  sort: TableSort;
}

function SortButton({ id, title, sort }: SortButtonProps) {
  const direction = directionOf(id, sort);
  const Icon = direction === 'descending' ? RiArrowDownLine : RiArrowUpLine;
  return (
    <button
      type="button"
      className={styles.sortButton}
      data-direction={direction}
      onClick={() => sort.onChange(direction === 'ascending' ? `-${id}` : id)}
    >
      {title}
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}
