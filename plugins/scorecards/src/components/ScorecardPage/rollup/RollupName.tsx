import { parseEntityRef } from '@backstage/catalog-model';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import type { RollupDimension } from '@daytwo/backstage-plugin-scorecards-common';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { useScorecardsTranslation } from '../../../translation';
import { entitiesHref } from '../entities/entityFilter';
import type { RollupItem, RollupTreeRow } from './rollupTree';
import viewStyles from '../ScorecardView.module.css';
import styles from './RollupName.module.css';

/** What people call it: its title, or the name in its reference. @internal */
export function nameOf({
  title,
  value,
}: Pick<RollupItem, 'title' | 'value'>): string {
  if (title !== undefined) {
    return title;
  }
  return value.includes(':') ? parseEntityRef(value).name : value;
}

/** The name at its depth; leads to the entities, and unfolds what is below. @internal */
export const RollupName = ({
  row,
  by,
  onToggle,
}: {
  row: RollupTreeRow;
  by: RollupDimension;
  onToggle: (value: string) => void;
}) => {
  const { t } = useScorecardsTranslation();
  const { item, depth, children, expanded } = row;
  const name = nameOf(item);
  const Icon = expanded ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <span
      className={styles.name}
      style={{ paddingInlineStart: `calc(${depth} * var(--bui-space-5))` }}
    >
      {children > 0 ? (
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={expanded}
          aria-label={t('pages.rollup.expand', { name })}
          onClick={() => onToggle(item.value)}
        >
          <Icon size={18} aria-hidden />
        </button>
      ) : (
        by === 'group' && <span className={styles.noToggle} />
      )}
      <Link
        className={viewStyles.narrowLink}
        to={entitiesHref({ [by]: item.value })}
        title={t('pages.rollup.narrow', { name })}
      >
        {item.title === undefined && item.value.includes(':') ? (
          <EntityDisplayName entityRef={item.value} hideIcon disableTooltip />
        ) : (
          name
        )}
      </Link>
    </span>
  );
};
