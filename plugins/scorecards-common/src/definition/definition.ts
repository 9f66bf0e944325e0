import type { FilterPredicate } from '@backstage/filter-predicates';
import type {
  CheckSpec,
  LevelColor,
  NotificationsSpec,
  ScorecardSpec,
} from './schema';

/**
 * A check in its place: `levelIndex` is the level that demands it (always 0 in
 * points mode), `slot` its position in packed verdicts.
 *
 * @public
 */
export interface DefinedCheck extends CheckSpec {
  slot: number;
  levelIndex: number;
}

/** A level, or in points mode a band that a score reaches. @public */
export interface DefinedLevel {
  name: string;
  title: string;
  description?: string;
  color: LevelColor;
  /** Points mode: the least score, in percent. */
  atLeast?: number;
}

/**
 * A scorecard as the engine and the pages use it: both modes in one shape,
 * checks in one list. Levels are in rising order.
 *
 * @public
 */
export interface ScorecardDefinition {
  mode: 'levels' | 'points';
  owner: string;
  appliesTo: FilterPredicate;
  levels: DefinedLevel[];
  checks: DefinedCheck[];
  notifications?: NotificationsSpec;
}

const rising: LevelColor[] = ['bronze', 'silver', 'gold', 'success'];

function titleOf(item: { name: string; title?: string }): string {
  return item.title ?? item.name[0].toUpperCase() + item.name.slice(1);
}

function toLevel(
  item: Omit<DefinedLevel, 'title' | 'color'> & {
    title?: string;
    color?: LevelColor;
  },
  index: number,
): DefinedLevel {
  const { name, description, atLeast } = item;
  return {
    name,
    title: titleOf(item),
    color: item.color ?? rising[Math.min(index, rising.length - 1)],
    ...(description !== undefined && { description }),
    ...(atLeast !== undefined && { atLeast }),
  };
}

/**
 * Brings a valid `spec` into the one shape of {@link ScorecardDefinition}.
 *
 * @public
 */
export function toDefinition(spec: ScorecardSpec): ScorecardDefinition {
  const { owner, appliesTo, notifications } = spec;
  const common = {
    owner,
    appliesTo: appliesTo as FilterPredicate,
    ...(notifications && { notifications }),
  };
  if (spec.points) {
    const bands = [...spec.points.bands].sort((a, b) => a.atLeast - b.atLeast);
    return {
      ...common,
      mode: 'points',
      levels: bands.map(toLevel),
      checks: spec.points.checks.map((check, slot) => ({
        ...check,
        slot,
        levelIndex: 0,
      })),
    };
  }
  const levels = spec.levels ?? [];
  const placed = levels.flatMap((level, levelIndex) =>
    level.checks.map(check => ({ ...check, levelIndex })),
  );
  return {
    ...common,
    mode: 'levels',
    levels: levels.map(({ checks: _, ...level }, index) =>
      toLevel(level, index),
    ),
    checks: placed.map((check, slot) => ({ ...check, slot })),
  };
}
