import { Text } from '@backstage/ui';
import type { EntityScorecardsResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { ReasonText } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { FixRow } from '../shared';
import { ScorecardRow } from './ScorecardRow';
import { topFixes } from './topFixes';
import styles from './CardContent.module.css';

const FIXES = 3;

/** A line for each scorecard, then the fixes that help most. @internal */
export const CardContent = ({ data }: { data: EntityScorecardsResponse }) => {
  const { t } = useScorecardsTranslation();
  const { entityRef, items } = data;
  if (items.length === 0) {
    return <ReasonText>{t('entity.none.text')}</ReasonText>;
  }
  const fixes = topFixes(items, FIXES);
  return (
    <div className={styles.content}>
      <ul className={styles.list}>
        {items.map(item => (
          <ScorecardRow
            key={item.scorecard.ref}
            entityRef={entityRef}
            item={item}
          />
        ))}
      </ul>
      {fixes.length > 0 && (
        <div>
          <Text as="h4" variant="body-small" weight="bold">
            {t('entity.card.fixNext')}
          </Text>
          <ul className={styles.list}>
            {fixes.map(fix => (
              <FixRow
                key={`${fix.scorecardRef}/${fix.checkId}`}
                entityRef={entityRef}
                fix={fix}
              />
            ))}
          </ul>
        </div>
      )}
      {fixes.length === 0 && items.some(item => item.counted > 0) && (
        <ReasonText>{t('entity.card.nothingToFix')}</ReasonText>
      )}
    </div>
  );
};
