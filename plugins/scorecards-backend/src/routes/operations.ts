import type { ScorecardsRoutes } from '@daytwo/backstage-plugin-scorecards-common';
import type { OperationsOf } from '@daytwo/node-kit';

/** All operations of the REST API, by name. */
export type Operations = OperationsOf<ScorecardsRoutes>;
