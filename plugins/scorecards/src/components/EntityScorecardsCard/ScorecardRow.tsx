import { Link } from '@backstage/ui';
import type { EntityScorecardsResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { useEntityTabHref } from '../../hooks';
import { LevelChip, ScoreValue } from '../shared';
import styles from './ScorecardRow.module.css';

/** One scorecard on one line: level, score, what changed in a week. @internal */
export const ScorecardRow = ({
  entityRef,
  item,
}: {
  entityRef: string;
  item: EntityScorecardsResponse['items'][number];
}) => {
  const tabHref = useEntityTabHref();
  const { scorecard, level, score, scoreBefore } = item;
  return (
    <li className={styles.row}>
      <Link
        href={tabHref(entityRef, { scorecardRef: scorecard.ref })}
        standalone
      >
        {scorecard.title}
      </Link>
      <span className={styles.numbers}>
        <LevelChip level={scorecard.levels[level]} />
        <ScoreValue score={score} before={scoreBefore} />
      </span>
    </li>
  );
};
