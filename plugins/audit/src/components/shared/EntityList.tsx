import { useAuditTranslation } from '../../translation';
import { RefLink } from './RefLink';
import styles from './EntityList.module.css';

/** The first entity, and how many more. @internal */
export const EntityList = ({
  entities,
  tabIndex,
}: {
  entities: string[];
  tabIndex?: number;
}) => {
  const { t } = useAuditTranslation();
  const [first, ...others] = entities;
  if (first === undefined) {
    return null;
  }
  return (
    <span className={styles.list}>
      <span className={styles.first}>
        <RefLink entityRef={first} tabIndex={tabIndex} />
      </span>
      {others.length > 0 && (
        <span className={styles.more} title={others.slice(0, 20).join('\n')}>
          {t('record.moreEntities', { count: others.length })}
        </span>
      )}
    </span>
  );
};
