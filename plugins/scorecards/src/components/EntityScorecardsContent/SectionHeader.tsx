import { Link, Text } from '@backstage/ui';
import { ShortTime, Sparkline } from '@daytwo/ui-kit';
import { useScorecardHref } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { CoverageValue, LevelChip, ScoreValue } from '../shared';
import type { EntityScorecard } from './checkGroups';
import { NextLevelText } from './NextLevelText';
import styles from './SectionHeader.module.css';

/** The answer of one scorecard: level, score, how much is known, what is next. @internal */
export const SectionHeader = ({
  item,
  headingId,
}: {
  item: EntityScorecard;
  headingId: string;
}) => {
  const { t } = useScorecardsTranslation();
  const scorecardHref = useScorecardHref();
  const { scorecard, level, score, scoreBefore, known, counted } = item;
  return (
    <div className={styles.header}>
      <Text as="h2" variant="title-x-small" id={headingId}>
        <Link
          href={scorecardHref(scorecard.ref)}
          variant="title-x-small"
          weight="bold"
          standalone
        >
          {scorecard.title}
        </Link>
      </Text>
      <div className={styles.numbers}>
        <LevelChip level={scorecard.levels[level]} size="large" />
        <ScoreValue score={score} before={scoreBefore} size="large" />
        <Text>
          {t('entity.coverage', {
            value: <CoverageValue known={known} counted={counted} />,
          })}
        </Text>
        <Trend item={item} />
      </div>
      <div className={styles.next}>
        <NextLevelText item={item} />
        <Text variant="body-small" color="secondary">
          {t('entity.card.asOf', {
            time: <ShortTime at={item.evaluatedAt} />,
          })}
        </Text>
      </div>
    </div>
  );
};

/** Nothing where there is no history yet. */
const Trend = ({ item: { trend, scorecard } }: { item: EntityScorecard }) => {
  const scores = trend.map(day => day.score);
  return scores.filter(score => score !== undefined).length > 1 ? (
    <Sparkline name={scorecard.title} values={scores} />
  ) : null;
};
