import { ButtonLink, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { HomeResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { EmptyState, EntityLink, ReasonText } from '@daytwo/ui-kit';
import { useId, type ReactNode } from 'react';
import { rootRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';
import { FixRow } from '../shared';
import { MyScorecardRow } from './MyScorecardRow';
import { WorstEntityRow } from './WorstEntityRow';
import styles from './MyScorecardsContent.module.css';

const WORST = 5;

/** The widget with data. @internal */
export const MyScorecardsContent = ({ home }: { home: HomeResponse }) => {
  const { t } = useScorecardsTranslation();
  if (home.entities === 0) {
    return <NothingMine />;
  }
  const { scorecards, fixes, worst } = home;
  return (
    <div className={styles.columns}>
      <Block title={t('home.standing', { count: home.entities })}>
        {scorecards.map(scorecard => (
          <MyScorecardRow key={scorecard.ref} scorecard={scorecard} />
        ))}
      </Block>
      <Block title={t('home.fixes')} empty={t('home.nothingToFix')}>
        {fixes.map(fix => (
          <FixRow
            key={`${fix.entity.ref} ${fix.scorecardRef} ${fix.checkId}`}
            entityRef={fix.entity.ref}
            fix={fix}
          >
            <ReasonText>
              {t('home.gain', {
                entity: <EntityLink entityRef={fix.entity.ref} />,
                scorecard: fix.scorecardTitle,
                points: `${Math.round(fix.gain)}`,
              })}
            </ReasonText>
          </FixRow>
        ))}
      </Block>
      <Block title={t('home.worst')} empty={t('home.nothingWorst')}>
        {worst.slice(0, WORST).map(row => (
          <WorstEntityRow
            key={`${row.entity.ref} ${row.scorecardRef}`}
            row={row}
            scorecards={scorecards}
          />
        ))}
      </Block>
    </div>
  );
};

const Block = (props: {
  title: string;
  empty?: string;
  children: ReactNode[];
}) => {
  const { title, empty, children } = props;
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.block}>
      <Text as="h3" variant="body-medium" weight="bold" id={id}>
        {title}
      </Text>
      {children.length > 0 ? (
        <ul className={styles.list}>{children}</ul>
      ) : (
        <ReasonText>{empty}</ReasonText>
      )}
    </section>
  );
};

const NothingMine = () => {
  const { t } = useScorecardsTranslation();
  const scorecardsHref = useRouteRef(rootRouteRef);
  return (
    <EmptyState
      title={t('home.none.title')}
      action={
        <ButtonLink href={scorecardsHref()} variant="secondary">
          {t('entity.none.action')}
        </ButtonLink>
      }
    >
      {t('home.none.text')}
    </EmptyState>
  );
};
