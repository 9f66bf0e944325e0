import { Text } from '@backstage/ui';
import { formatDuration, useLocale } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import type { EntityScorecard } from './checkGroups';

/** What the next level takes, and about how long. @internal */
export const NextLevelText = ({ item }: { item: EntityScorecard }) => {
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  const needs = useNeeds(item);
  const effort = item.next?.effort;
  return (
    <Text>
      {needs}
      {effort !== undefined &&
        effort > 0 &&
        `, ${t('entity.next.effort', {
          effort: formatDuration(effort, locale),
        })}`}
    </Text>
  );
};

function useNeeds({ next, counted, scorecard }: EntityScorecard): string {
  const { t } = useScorecardsTranslation();
  if (!next) {
    return counted > 0 ? t('entity.next.top') : t('entity.next.nothing');
  }
  const level = scorecard.levels[next.level]?.title ?? '';
  return next.missingPoints !== undefined
    ? t('entity.next.points', {
        level,
        points: `${Math.ceil(next.missingPoints)}`,
      })
    : t('entity.next.checks', { level, count: next.blockers.length });
}
