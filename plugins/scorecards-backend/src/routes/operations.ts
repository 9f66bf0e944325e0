import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  RouteBody,
  RouteId,
  RouteParams,
  RouteQuery,
  RouteResponse,
  ScorecardsRoutes,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Request } from 'express';

/** What a caller sent, parsed. */
export interface OperationInput<Id extends RouteId> {
  params: RouteParams<Id>;
  query: RouteQuery<Id>;
  body: RouteBody<Id>;
  credentials: BackstageCredentials;
  /** Absent where the call did not come over HTTP. For the audit log. */
  request?: Request;
}

/** What goes back: JSON, or a text that is too long to hold at once. */
export type OperationAnswer<Id extends RouteId> = ScorecardsRoutes[Id] extends {
  produces: 'text/csv';
}
  ? AsyncIterable<string>
  : RouteResponse<Id>;

/** One operation of the REST API. */
export type Operation<Id extends RouteId> = (
  input: OperationInput<Id>,
) => Promise<OperationAnswer<Id>>;

/** All operations of the REST API, by name. */
export type Operations = { [Id in RouteId]: Operation<Id> };
