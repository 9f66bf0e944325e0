import { Card, CardBody, CardHeader } from '@backstage/ui';
import { ReasonText } from '@daytwo/ui-kit';
import { useId } from 'react';
import { useScorecardsTranslation } from '../../translation';
import { CheckGroupList } from './CheckGroupList';
import { groupChecks, isOpen, type EntityScorecard } from './checkGroups';
import { SectionHeader } from './SectionHeader';
import { SectionNotices } from './SectionNotices';
import type { TabState } from './useTabState';
import styles from './ScorecardSection.module.css';

/** One scorecard of the entity, with every check. @internal */
export const ScorecardSection = ({
  entityRef,
  item,
  tab,
}: {
  entityRef: string;
  item: EntityScorecard;
  tab: TabState;
}) => {
  const { t } = useScorecardsTranslation();
  const headingId = useId();
  const groups = groupChecks(item).map(group => ({
    ...group,
    entries: tab.onlyOpen ? group.entries.filter(isOpen) : group.entries,
  }));
  const shown = groups.filter(group => group.entries.length > 0);
  return (
    <section aria-labelledby={headingId}>
      <Card>
        <CardHeader>
          <SectionHeader item={item} headingId={headingId} />
        </CardHeader>
        <CardBody className={styles.body}>
          <SectionNotices item={item} />
          {shown.length === 0 && (
            <ReasonText>{t('entity.overview.nothingOpen')}</ReasonText>
          )}
          {shown.map(group => (
            <CheckGroupList
              key={group.key}
              group={group}
              context={{ entityRef, item, tab }}
            />
          ))}
        </CardBody>
      </Card>
    </section>
  );
};
