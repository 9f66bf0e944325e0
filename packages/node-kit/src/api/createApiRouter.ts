import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  createOpenApiDocument,
  type ApiInfo,
  type ApiRoute,
  type RouteTable,
} from '@daytwo/rest-kit';
import express, {
  type Request,
  type RequestHandler,
  type Response,
  type Router as ExpressRouter,
} from 'express';
import Router from 'express-promise-router';
import { explainBody, tellWhenToRetry } from './errorHandlers';
import type { Download, OperationInput, OperationsOf } from './operations';
import { expressPaths, parseRequest } from './parseRequest';
import { sendDownload } from './sendDownload';

/** Who may call an operation. @public */
export type Caller = 'user' | 'service';

/** What {@link createApiRouter} works with. @public */
export interface ApiRouterOptions<Table extends RouteTable> {
  info: ApiInfo;
  routes: Table;
  operations: OperationsOf<Table>;
  httpAuth: HttpAuthService;
  /** Operations that not both people and services may call. */
  callers?: { readonly [Id in keyof Table]?: readonly Caller[] };
  /** The largest body that is read, as Express writes it; `10mb` by default. */
  largestBody?: string;
}

const everyone: readonly Caller[] = ['user', 'service'];

function authenticate(
  httpAuth: HttpAuthService,
  callers: readonly Caller[],
): RequestHandler {
  return async (req, res, next) => {
    res.locals.credentials = await httpAuth.credentials(req, {
      allow: [...callers],
    });
    next();
  };
}

/** The table pairs each operation with its own input; their union is too wide for the compiler. */
type AnyOperation = (
  input: Omit<OperationInput<ApiRoute>, 'params'>,
) => Promise<unknown>;

async function answer(
  route: ApiRoute,
  operation: AnyOperation,
  req: Request,
  res: Response,
): Promise<void> {
  const result = await operation({
    ...parseRequest(route, req),
    credentials: res.locals.credentials as BackstageCredentials,
    request: req,
  });
  if (route.produces) {
    await sendDownload(res, result as Download);
  } else {
    res.json(result);
  }
}

/**
 * Mounts a route table under `/v1`, and the OpenAPI document that describes it
 * as `/v1/openapi.json`.
 *
 * A parameter named `entityRef` may come with its slash as it is:
 * `/entities/component:default/cart` is `/entities/component:default%2Fcart`.
 *
 * @public
 */
export function createApiRouter<Table extends RouteTable>(
  options: ApiRouterOptions<Table>,
): ExpressRouter {
  const { info, routes, operations, httpAuth, callers } = options;
  const json = express.json({ limit: options.largestBody ?? '10mb' });
  const v1 = Router();
  v1.get('/openapi.json', authenticate(httpAuth, everyone), (_req, res) => {
    res.json(createOpenApiDocument(info, routes));
  });
  for (const id of Object.keys(routes) as Array<keyof Table>) {
    const route: ApiRoute = routes[id];
    const operation = operations[id] as AnyOperation;
    v1[route.method](
      expressPaths(route),
      authenticate(httpAuth, callers?.[id] ?? everyone),
      ...(route.body ? [json] : []),
      (req, res) => answer(route, operation, req, res),
    );
  }
  const router = Router();
  router.use('/v1', v1);
  router.use(explainBody, tellWhenToRetry);
  return router;
}
