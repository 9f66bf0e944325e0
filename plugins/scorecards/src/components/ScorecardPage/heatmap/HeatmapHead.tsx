import { useScorecardsTranslation } from '../../../translation';
import { colorOf } from '../../shared';
import type { ColumnGroup } from './columns';
import type { ShownColumn } from './HeatmapRow';
import type { HeatmapLayout } from './layout';
import styles from './Heatmap.module.css';

/** @internal */
export interface HeatmapHeadProps {
  groups: readonly ColumnGroup[];
  columns: readonly ShownColumn[];
  layout: HeatmapLayout;
}

const GroupHeadings = ({ groups, layout }: HeatmapHeadProps) => {
  const { t } = useScorecardsTranslation();
  return (
    <div role="row" aria-rowindex={1} className={styles.groups}>
      <div role="presentation" className={styles.corner} />
      {groups.map(({ key, title, level, start, count }) => (
        <div
          key={key}
          role="columnheader"
          aria-colindex={start + 2}
          aria-colspan={count}
          className={styles.group}
          data-color={level && colorOf(level)}
          style={{
            left: layout.entity + start * layout.column,
            width: count * layout.column,
          }}
        >
          <span className={styles.groupTitle}>
            {title ?? t('pages.heatmap.noCategory')}
          </span>
        </div>
      ))}
    </div>
  );
};

const CheckHeadings = ({ columns, layout }: HeatmapHeadProps) => {
  const { t } = useScorecardsTranslation();
  return (
    <div
      role="row"
      aria-rowindex={2}
      className={styles.headings}
      data-upright={layout.upright}
    >
      <div role="columnheader" aria-colindex={1} className={styles.corner}>
        {t('pages.heatmap.entity')}
      </div>
      {columns.map(({ index, left, check }) => (
        <div
          key={index}
          role="columnheader"
          aria-colindex={index + 2}
          className={styles.heading}
          style={{ left }}
          title={check.title}
        >
          <span className={styles.headingText}>{check.title}</span>
        </div>
      ))}
    </div>
  );
};

/** Levels, and below them their checks; stays at the top. @internal */
export const HeatmapHead = (props: HeatmapHeadProps) => (
  <div role="rowgroup" className={styles.head}>
    <GroupHeadings {...props} />
    <CheckHeadings {...props} />
  </div>
);
