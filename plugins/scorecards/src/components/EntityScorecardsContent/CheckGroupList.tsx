import { Text } from '@backstage/ui';
import { useScorecardsTranslation } from '../../translation';
import { LevelChip } from '../shared';
import type { CheckGroup, EntityScorecard } from './checkGroups';
import { CheckRow } from './CheckRow';
import type { TabState } from './useTabState';
import styles from './CheckGroupList.module.css';

/** What a row needs to know beside its check. @internal */
export interface CheckContext {
  entityRef: string;
  item: EntityScorecard;
  tab: TabState;
}

/** The checks of one level or category. @internal */
export const CheckGroupList = ({
  group,
  context,
}: {
  group: CheckGroup;
  context: CheckContext;
}) => (
  <div className={styles.group}>
    <GroupHeading group={group} />
    <ul className={styles.list}>
      {group.entries.map(entry => (
        <CheckRow key={entry.check.id} entry={entry} context={context} />
      ))}
    </ul>
  </div>
);

const GroupHeading = ({ group }: { group: CheckGroup }) => {
  const { t } = useScorecardsTranslation();
  const { level, category, passed, counted } = group;
  return (
    <div className={styles.heading}>
      <Text as="h3" variant="body-medium" weight="bold">
        {level ? (
          <LevelChip level={level} />
        ) : (
          category ?? t('entity.group.checks')
        )}
      </Text>
      <Text color="secondary">
        {counted > 0
          ? t('entity.group.passed', {
              passed: `${passed}`,
              counted: `${counted}`,
            })
          : t('entity.group.nothing')}
      </Text>
      <span className={styles.rule} aria-hidden />
    </div>
  );
};
