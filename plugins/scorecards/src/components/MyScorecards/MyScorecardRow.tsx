import { Link } from '@backstage/ui';
import type { HomeResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { useScorecardHref } from '../../hooks';
import { LevelBar, ScoreValue } from '../shared';
import styles from './MyScorecardRow.module.css';

/** One scorecard over the reader's entities: score and levels. @internal */
export const MyScorecardRow = ({
  scorecard,
}: {
  scorecard: HomeResponse['scorecards'][number];
}) => {
  const scorecardHref = useScorecardHref();
  const { ref, title, levels, summary } = scorecard;
  return (
    <li className={styles.row}>
      <span className={styles.head}>
        <Link href={scorecardHref(ref)} standalone>
          {title}
        </Link>
        <ScoreValue score={summary.score} />
      </span>
      <LevelBar levels={levels} counts={summary.levels} legend />
    </li>
  );
};
