import { evaluation } from './scenarios/evaluation';
import { growth } from './scenarios/growth';
import type { Scenario } from './scenarios/Scenario';
import { serving } from './scenarios/serving';
import { sweep } from './scenarios/sweep';
import { techInsights } from './scenarios/techInsights';

/** What can be measured, by the name on the command line. */
export const suites: Readonly<Record<string, readonly Scenario[]>> = {
  scorecards: [evaluation, sweep, serving, techInsights, growth],
};
