import type { ScorecardLevel } from '@daytwo/backstage-plugin-scorecards-common';
import { useScorecardsTranslation } from '../../translation';
import { colorOf } from './levels';
import styles from './LevelBar.module.css';

type Level = Pick<ScorecardLevel, 'name' | 'title' | 'color'>;

interface Part {
  name: string;
  title: string;
  color: string;
  count: number;
}

/**
 * Entities by level, as one bar. `counts` is that of a summary: first those
 * without level, then each level in order. Drawn from the best level to none.
 *
 * @internal
 */
export const LevelBar = ({
  levels,
  counts,
  legend = false,
}: {
  levels: Level[];
  counts: number[];
  /** Also in words below the bar; without, the words are for screen readers and the mouse. */
  legend?: boolean;
}) => {
  const { t } = useScorecardsTranslation();
  const none = { name: '', title: t('common.level.none') };
  const parts: Part[] = [none, ...levels]
    .map((level, index) => ({
      name: level.name,
      title: level.title,
      color: colorOf(levels[index - 1]),
      count: counts[index] ?? 0,
    }))
    .filter(part => part.count > 0)
    .reverse();
  const words = parts.map(({ title, count }) =>
    t('common.levels.part', { level: title, entities: `${count}` }),
  );
  const label = t('common.levels.label', {
    parts: words.join(', ') || t('common.levels.nothing'),
  });
  return (
    <div className={styles.root}>
      <div className={styles.bar} role="img" aria-label={label} title={label}>
        {parts.map(part => (
          <span
            key={part.name}
            className={styles.part}
            data-color={part.color}
            style={{ flexGrow: part.count }}
          />
        ))}
      </div>
      {legend && <Legend parts={parts} />}
    </div>
  );
};

const Legend = ({ parts }: { parts: Part[] }) => (
  <ul className={styles.legend} aria-hidden>
    {parts.map(({ name, title, color, count }) => (
      <li key={name} className={styles.entry}>
        <span className={styles.swatch} data-color={color} />
        {title} <strong>{count}</strong>
      </li>
    ))}
  </ul>
);
