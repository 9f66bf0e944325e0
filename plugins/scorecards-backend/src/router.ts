import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  scorecardsApi,
  scorecardsRoutes,
} from '@daytwo/backstage-plugin-scorecards-common';
import { createApiRouter } from '@daytwo/node-kit';
import type { Operations } from './routes/operations';

/** What {@link createRouter} needs. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  operations: Operations;
}

/** The REST API; the home page is of a person, all else is for services too. */
export function createRouter(options: RouterOptions) {
  return createApiRouter({
    ...options,
    info: scorecardsApi,
    routes: scorecardsRoutes,
    callers: { getHome: ['user'] },
    // A bulk push of the largest size, of facts of a common size.
    largestBody: '10mb',
  });
}
