import { burst } from './scenarios/audit/burst';
import { capture } from './scenarios/audit/capture';
import { exporting } from './scenarios/audit/exporting';
import { outage } from './scenarios/audit/outage';
import { seal } from './scenarios/audit/seal';
import { search } from './scenarios/audit/search';
import { verify } from './scenarios/audit/verify';
import { evaluation } from './scenarios/evaluation';
import { growth } from './scenarios/growth';
import type { Scenario } from './scenarios/Scenario';
import { serving } from './scenarios/serving';
import { sweep } from './scenarios/sweep';
import { techInsights } from './scenarios/techInsights';

/** What can be measured, by the name on the command line. */
export const suites: Readonly<Record<string, readonly Scenario[]>> = {
  scorecards: [evaluation, sweep, serving, techInsights, growth],
  audit: [capture, burst, outage, search, seal, verify, exporting],
};
