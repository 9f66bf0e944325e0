import type {
  DefinedCheck,
  DefinitionProblem,
  EntityScorecardsResponse,
  ScorecardCheck,
  ScorecardLevel,
} from '@daytwo/backstage-plugin-scorecards-common';
import type {
  LoadedScorecard,
  LoadedVersion,
} from '../../definitions/LoadedVersion';
import { toIso } from '../instants';

/** A scorecard without its numbers. */
export type PresentedScorecard =
  EntityScorecardsResponse['items'][number]['scorecard'];

function presentCheck(
  check: DefinedCheck,
  version: LoadedVersion,
): ScorecardCheck {
  const { appliesTo, ...rest } = check;
  return {
    ...rest,
    narrowed: appliesTo !== undefined,
    sources: version.rules[check.slot].sources,
  };
}

/** Levels of a version; none where none was ever valid. */
export function presentLevels(version?: LoadedVersion): ScorecardLevel[] {
  return version?.definition.levels.map(level => ({ ...level })) ?? [];
}

/** What a scorecard demands, and whether its newest text is valid. */
export function presentScorecard({
  row,
  running,
}: LoadedScorecard): PresentedScorecard {
  const problems = JSON.parse(row.problems) as DefinitionProblem[];
  return {
    ref: row.ref,
    title: row.title,
    ...(row.description !== null && { description: row.description }),
    tags: JSON.parse(row.tags) as string[],
    ownerRef: row.owner_ref,
    mode: running?.definition.mode ?? 'levels',
    levels: presentLevels(running),
    checks:
      running?.definition.checks.map(check => presentCheck(check, running)) ??
      [],
    version: row.version,
    ...(running && { hash: running.hash }),
    status: {
      state: problems.length > 0 ? 'invalid' : 'valid',
      problems,
      readAt: toIso(row.read_at),
    },
  };
}
