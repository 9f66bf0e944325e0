import type { UsageRow } from '@daytwo/backstage-plugin-audit-common';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { useState } from 'react';
import { useAuditTranslation } from '../../translation';
import { parseSort, type UsageSort } from './sortUsage';
import styles from './UsagePage.module.css';
import { UsageTableRow } from './UsageTableRow';

const columns = [
  ['automation', true],
  ['runs', true],
  ['success', true],
  ['median', true],
  ['people', true],
  ['teams', false],
  ['saved', true],
  ['trend', false],
  ['lastRun', true],
] as const;

/** Columns of numbers stand at the end. @internal */
export const atEnd: readonly string[] = [
  'runs',
  'success',
  'median',
  'people',
  'saved',
];

interface SortProps {
  sort: string;
  onSort: (sort: string) => void;
}

const SortButton = ({ id, sort, onSort }: SortProps & { id: UsageSort }) => {
  const { t } = useAuditTranslation();
  const { by, down } = parseSort(sort);
  const isActive = by === id;
  const Icon = isActive && !down ? RiArrowUpLine : RiArrowDownLine;
  return (
    <button
      type="button"
      className={styles.sort}
      data-active={isActive}
      onClick={() => onSort(isActive && down ? id : `-${id}`)}
    >
      {t(`usage.column.${id}`)}
      <Icon size={14} aria-hidden />
    </button>
  );
};

function directionOf(id: string, sort: string) {
  const { by, down } = parseSort(sort);
  if (by !== id) {
    return 'none';
  }
  return down ? 'descending' : 'ascending';
}

const Head = (props: SortProps) => {
  const { t } = useAuditTranslation();
  return (
    <thead>
      <tr>
        {columns.map(([id, isSortable]) => (
          <th
            key={id}
            scope="col"
            data-align={atEnd.includes(id) ? 'end' : undefined}
            aria-sort={isSortable ? directionOf(id, props.sort) : undefined}
          >
            {isSortable ? (
              <SortButton id={id} {...props} />
            ) : (
              t(`usage.column.${id}`)
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
};

/** Automations with their numbers; each opens who used it. @internal */
export const UsageTable = (props: SortProps & { rows: UsageRow[] }) => {
  const { rows } = props;
  const { t } = useAuditTranslation();
  const [open, setOpen] = useState<string>();
  return (
    <div
      className={styles.frame}
      role="region"
      aria-label={t('usage.table')}
      // It scrolls sideways where it is narrow: by keyboard, too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table}>
        <Head {...props} />
        <tbody>
          {rows.map(row => (
            <UsageTableRow
              key={row.automation}
              row={row}
              columns={columns.length}
              isOpen={open === row.automation}
              onToggle={() =>
                setOpen(open === row.automation ? undefined : row.automation)
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};
