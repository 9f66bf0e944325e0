import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ApiRoute,
  BodyOf,
  ParamsOf,
  QueryOf,
  ResponseOf,
  RouteTable,
} from '@daytwo/rest-kit';
import type { Request } from 'express';

/** What a caller sent, parsed. @public */
export interface OperationInput<R extends ApiRoute> {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  credentials: BackstageCredentials;
  /** Absent where the call did not come over HTTP. For the audit log. */
  request?: Request;
}

/** A file that is too long to hold at once. @public */
export interface Download {
  filename: string;
  /** Media type, such as `text/csv`. */
  type: string;
  content: AsyncIterable<string | Uint8Array>;
}

/** What goes back: JSON, or a file where the route `produces` one. @public */
export type OperationAnswer<R extends ApiRoute> = R extends { produces: string }
  ? Download
  : ResponseOf<R>;

/** One operation of a REST API. @public */
export type Operation<R extends ApiRoute> = (
  input: OperationInput<R>,
) => Promise<OperationAnswer<R>>;

/** All operations of a REST API, by name. @public */
export type OperationsOf<Table extends RouteTable> = {
  [Id in keyof Table]: Operation<Table[Id]>;
};
