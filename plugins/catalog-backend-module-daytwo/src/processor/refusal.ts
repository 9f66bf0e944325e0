import {
  formatProblem,
  type DefinitionProblem,
} from '@daytwo/backstage-plugin-scorecards-common';

/** Problems that one message names; it counts the others. */
const MAX_PROBLEMS = 20;

/** Characters of one problem: the catalog stores the message with the entity. */
const MAX_LENGTH = 400;

function lineOf(problem: DefinitionProblem): string {
  const text = formatProblem(problem).replace(/\s+/g, ' ').replace(/\.$/, '');
  const line = problem.expected
    ? `${text} (expected ${problem.expected})`
    : text;
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

/** All problems of a definition in one message of bounded length. */
export function refusal(problems: readonly DefinitionProblem[]): string {
  const lines = problems.slice(0, MAX_PROBLEMS).map(lineOf);
  const more = problems.length - lines.length;
  const rest = more > 0 ? `; and ${more} more` : '';
  const count =
    problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `The scorecard has ${count}: ${lines.join('; ')}${rest}`;
}
