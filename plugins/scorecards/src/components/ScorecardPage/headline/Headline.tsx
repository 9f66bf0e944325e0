import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Text } from '@backstage/ui';
import { useLocale } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useScorecardsTranslation } from '../../../translation';
import { CoverageValue, LevelBar, ScoreValue } from '../../shared';
import { TrendTile } from './TrendTile';
import { useTrend } from './useTrend';
import styles from './Headline.module.css';
import viewStyles from '../ScorecardView.module.css';

const Tile = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={styles.tile} aria-label={title}>
    <Text as="h3" variant="body-small" color="secondary">
      {title}
    </Text>
    {children}
  </section>
);

const Answer = ({ scorecard }: { scorecard: ScorecardResponse }) => {
  const { t } = useScorecardsTranslation();
  const numbers = new Intl.NumberFormat(useLocale());
  const { entities, levels } = scorecard.summary;
  const without = levels[0] ?? 0;
  if (entities === 0) {
    return (
      <section
        className={styles.answer}
        aria-label={t('pages.headline.answer')}
      >
        <p className={styles.sentence}>{t('pages.headline.nothing')}</p>
        <Text color="secondary">{t('pages.headline.nothingWhy')}</Text>
      </section>
    );
  }
  return (
    <section className={styles.answer} aria-label={t('pages.headline.answer')}>
      <p className={styles.sentence}>
        {without > 0
          ? t('pages.headline.none', {
              without: numbers.format(without),
              number: numbers.format(entities),
              count: entities,
            })
          : t('pages.headline.all', {
              count: entities,
              number: numbers.format(entities),
            })}
      </p>
      {without > 0 && (
        <Link className={viewStyles.narrowLink} to="?tab=entities&level=none">
          {t('pages.headline.open')}
        </Link>
      )}
    </section>
  );
};

/** The answer, then the numbers it comes from. @internal */
export const Headline = ({ scorecard }: { scorecard: ScorecardResponse }) => {
  const { t } = useScorecardsTranslation();
  const { summary, levels } = scorecard;
  const numbers = new Intl.NumberFormat(useLocale());
  const trend = useTrend(scorecard);
  return (
    <div className={styles.row}>
      <Answer scorecard={scorecard} />
      <Tile title={t('pages.headline.levels')}>
        <LevelBar levels={levels} counts={summary.levels} legend />
      </Tile>
      <Tile title={t('pages.headline.scoreAndCoverage')}>
        <dl className={styles.figures}>
          <dt>{t('pages.headline.score')}</dt>
          <dd>
            <ScoreValue
              size="large"
              score={summary.score}
              before={trend.data?.items[0]?.summary.score}
              since={t('pages.headline.since')}
            />
          </dd>
          <dt>{t('pages.headline.coverage')}</dt>
          <dd className={styles.coverage}>
            <CoverageValue {...summary} as="percent" />
          </dd>
          <dd className={styles.small}>
            {t('pages.headline.coverageWhy', {
              known: numbers.format(summary.known),
              counted: numbers.format(summary.counted),
            })}
          </dd>
        </dl>
      </Tile>
      <Tile title={t('pages.headline.trend')}>
        <TrendTile trend={trend} />
      </Tile>
    </div>
  );
};
