import type {
  ScorecardCheck,
  ScorecardLevel,
} from '@daytwo/backstage-plugin-scorecards-common';

/** Neighbouring columns under one heading. @internal */
export interface ColumnGroup {
  key: string;
  /** Absent where the checks have no category. */
  title?: string;
  level?: ScorecardLevel;
  /** Index of its first column. */
  start: number;
  count: number;
}

/** The heatmap's columns, left to right. @internal */
export interface HeatmapColumns {
  checks: ScorecardCheck[];
  groups: ColumnGroup[];
}

interface Definition {
  mode: 'levels' | 'points';
  levels: ScorecardLevel[];
  checks: ScorecardCheck[];
}

interface Group {
  heading: Pick<ColumnGroup, 'key' | 'title' | 'level'>;
  checks: ScorecardCheck[];
}

function byLevel({ levels, checks }: Definition): Group[] {
  return levels.map((level, index) => ({
    heading: { key: level.name, title: level.title, level },
    checks: checks.filter(check => check.levelIndex === index),
  }));
}

function byCategory({ checks }: Definition): Group[] {
  const categories = [...new Set(checks.map(check => check.category))];
  return categories.map(category => ({
    heading: { key: category ?? '', ...(category && { title: category }) },
    checks: checks.filter(check => check.category === category),
  }));
}

/**
 * Puts the checks in the order of the columns: by level, or by category where
 * points are counted and levels have no checks of their own.
 *
 * @internal
 */
export function columnsOf(definition: Definition): HeatmapColumns {
  const groups =
    definition.mode === 'points' ? byCategory(definition) : byLevel(definition);
  const checks: ScorecardCheck[] = [];
  const placed = groups
    .filter(group => group.checks.length > 0)
    .map((group): ColumnGroup => {
      const start = checks.length;
      checks.push(...group.checks);
      return { ...group.heading, start, count: group.checks.length };
    });
  return { checks, groups: placed };
}
