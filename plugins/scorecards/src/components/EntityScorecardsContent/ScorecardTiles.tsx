import type { EntityScorecard } from './checkGroups';
import { useScorecardsTranslation } from '../../translation';
import { CoverageValue, LevelChip, ScoreValue } from '../shared';
import type { TabState } from './useTabState';
import styles from './ScorecardTiles.module.css';

/** All scorecards at a glance; one press shows only that one, a second all again. @internal */
export const ScorecardTiles = ({
  items,
  tab,
}: {
  items: EntityScorecard[];
  tab: TabState;
}) => {
  const { t } = useScorecardsTranslation();
  return (
    <div
      role="group"
      aria-label={t('entity.overview.label')}
      className={styles.tiles}
    >
      {items.map(item => (
        <Tile
          key={item.scorecard.ref}
          item={item}
          pressed={tab.scorecardRef === item.scorecard.ref}
          onPress={tab.select}
        />
      ))}
    </div>
  );
};

const Tile = ({
  item,
  pressed,
  onPress,
}: {
  item: EntityScorecard;
  pressed: boolean;
  onPress: TabState['select'];
}) => {
  const { t } = useScorecardsTranslation();
  const { scorecard, level, score, scoreBefore, known, counted } = item;
  return (
    <button
      type="button"
      className={styles.tile}
      aria-pressed={pressed}
      title={
        pressed
          ? t('entity.overview.all')
          : t('entity.overview.narrow', { scorecard: scorecard.title })
      }
      onClick={() => onPress(pressed ? undefined : scorecard.ref)}
    >
      <span className={styles.title}>{scorecard.title}</span>
      <span className={styles.numbers}>
        <LevelChip level={scorecard.levels[level]} />
        <ScoreValue score={score} before={scoreBefore} />
        <span className={styles.coverage}>
          {t('entity.coverage', {
            value: <CoverageValue known={known} counted={counted} />,
          })}
        </span>
      </span>
    </button>
  );
};
