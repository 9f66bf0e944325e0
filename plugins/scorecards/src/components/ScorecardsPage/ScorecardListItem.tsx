import { parseEntityRef } from '@backstage/catalog-model';
import { Badge, BgProvider, Link, Text } from '@backstage/ui';
import { EntityLink, Sparkline, useLocale } from '@daytwo/ui-kit';
import { RiErrorWarningLine, RiLoopLeftLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useScorecardHref, useScorecards } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { CoverageValue, LevelBar, ScoreValue } from '../shared';
import type { ListedScorecard } from './listOrder';
import styles from './ScorecardList.module.css';

const Figure = ({
  label,
  children,
}: {
  label: string;
  children: ReactNode;
}) => (
  <div className={styles.figure}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const StatusBadge = ({ scorecard }: { scorecard: ListedScorecard }) => {
  const { t } = useScorecardsTranslation();
  const { status, version, sweep } = scorecard;
  if (status.state === 'invalid') {
    return (
      <span className={styles.refused}>
        <RiErrorWarningLine size={14} aria-hidden />
        {t(version > 0 ? 'pages.list.invalid' : 'pages.list.neverValid')}
      </span>
    );
  }
  return sweep ? (
    <Badge icon={<RiLoopLeftLine aria-hidden />}>
      {t('pages.list.sweeping')}
    </Badge>
  ) : null;
};

const never = () => false;

const ScoreTrend = ({ scorecard }: { scorecard: ListedScorecard }) => {
  const { t } = useScorecardsTranslation();
  const { namespace, name } = parseEntityRef(scorecard.ref);
  // By day: no signal within a visit changes it enough to fetch it again.
  const { data } = useScorecards(
    'getTrend',
    { params: { namespace, name }, query: { days: 30 } },
    { affectedBy: never },
  );
  return data ? (
    <Sparkline
      values={data.items.map(item => item.summary.score)}
      name={t('pages.list.trendName', { title: scorecard.title })}
    />
  ) : (
    <span className={styles.noTrend} />
  );
};

const Figures = ({ scorecard }: { scorecard: ListedScorecard }) => {
  const { t } = useScorecardsTranslation();
  const { summary } = scorecard;
  return (
    <dl className={styles.numbers}>
      <Figure label={t('pages.list.score')}>
        <ScoreValue score={summary.score} />
      </Figure>
      <Figure label={t('pages.list.coverage')}>
        <CoverageValue {...summary} as="percent" />
      </Figure>
      <Figure label={t('pages.list.trend')}>
        <ScoreTrend scorecard={scorecard} />
      </Figure>
    </dl>
  );
};

/** One scorecard: what it is, and how its entities stand. @internal */
export const ScorecardListItem = ({
  scorecard,
}: {
  scorecard: ListedScorecard;
}) => {
  const { t } = useScorecardsTranslation();
  const { title, description, ownerRef, mode, summary, levels } = scorecard;
  const numbers = new Intl.NumberFormat(useLocale());
  const hrefOf = useScorecardHref();
  return (
    <li className={styles.item}>
      <div className={styles.about}>
        <Text as="h3" variant="title-x-small" weight="bold">
          <Link
            href={hrefOf(scorecard.ref)}
            variant="title-x-small"
            weight="bold"
            standalone
          >
            {title}
          </Link>
        </Text>
        {description && (
          <Text as="p" color="secondary" className={styles.description}>
            {description}
          </Text>
        )}
        <div className={styles.meta}>
          <EntityLink entityRef={ownerRef} />
          <BgProvider bg="neutral-1">
            <Badge>{t(`pages.list.mode.${mode}`)}</Badge>
            <StatusBadge scorecard={scorecard} />
          </BgProvider>
        </div>
      </div>
      <div className={styles.levels}>
        <Text variant="body-small" color="secondary">
          {t('pages.list.entities', {
            count: summary.entities,
            number: numbers.format(summary.entities),
          })}
        </Text>
        <LevelBar levels={levels} counts={summary.levels} legend />
      </div>
      {summary.entities > 0 && <Figures scorecard={scorecard} />}
    </li>
  );
};
