import { evaluation } from './scenarios/evaluation';
import type { Scenario } from './scenarios/Scenario';
import { serving } from './scenarios/serving';

/** What can be measured, by the name on the command line. */
export const suites: Readonly<Record<string, readonly Scenario[]>> = {
  scorecards: [evaluation, serving],
};
