import {
  createApiFactory,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { ScorecardsClient } from '@daytwo/backstage-plugin-scorecards-common';

/**
 * What the pages ask the backend. `call` runs an operation of the route table,
 * `url` gives its address for links and downloads.
 *
 * @public
 */
export type ScorecardsApi = Pick<ScorecardsClient, 'call' | 'url'>;

/** Replace it to talk to another backend. @public */
export const scorecardsApiRef = createApiRef<ScorecardsApi>().with({
  id: 'plugin.scorecards.service',
  pluginId: 'scorecards',
});

/** The client of the scorecards backend, for both frontend systems. @internal */
export const scorecardsApiFactory = createApiFactory({
  api: scorecardsApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: options => ScorecardsClient.create(options),
});
