import type { HomeResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { EntityLink, ReasonText } from '@daytwo/ui-kit';
import { LevelChip, ScoreValue } from '../shared';
import styles from './WorstEntityRow.module.css';

/** An entity far down on one scorecard, and its worst check. @internal */
export const WorstEntityRow = ({
  row,
  scorecards,
}: {
  row: HomeResponse['worst'][number];
  scorecards: HomeResponse['scorecards'];
}) => {
  const { entity, scorecardRef, level, score, worstCheck } = row;
  const scorecard = scorecards.find(({ ref }) => ref === scorecardRef);
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <EntityLink entityRef={entity.ref} />
        <ReasonText>
          {[scorecard?.title, worstCheck].filter(Boolean).join(': ')}
        </ReasonText>
      </span>
      <LevelChip level={scorecard?.levels[level]} />
      <ScoreValue score={score} />
    </li>
  );
};
