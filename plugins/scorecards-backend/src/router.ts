import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  createOpenApiDocument,
  scorecardsRoutes,
  type ApiRoute,
  type RouteId,
} from '@daytwo/backstage-plugin-scorecards-common';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router as ExpressRouter,
} from 'express';
import Router from 'express-promise-router';
import type { OperationInput, Operations } from './routes/operations';
import { parseRequest } from './routes/parseRequest';
import { sendCsv } from './routes/sendAnswer';
import { TooManyRequestsError } from './routes/TooManyRequestsError';

/** What {@link createRouter} needs. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  operations: Operations;
}

/** A bulk push of the largest size, of facts of a common size. */
const LARGEST_BODY = '10mb';

/** Express's form of a path; an entity ref may also come with its slash as it is. */
function expressPaths(route: ApiRoute): string[] {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  return path.includes(':entityRef')
    ? [path, path.replace(':entityRef', ':entityRefStart/:entityRefEnd')]
    : [path];
}

/** Who may call: the home page is of a person, all else is for services too. */
function callers(id: RouteId): Array<'user' | 'service'> {
  return id === 'getHome' ? ['user'] : ['user', 'service'];
}

function authenticate(httpAuth: HttpAuthService, id: RouteId): RequestHandler {
  return async (req, res, next) => {
    res.locals.credentials = await httpAuth.credentials(req, {
      allow: callers(id),
    });
    next();
  };
}

async function answer(
  id: RouteId,
  operations: Operations,
  req: Request,
  res: Response,
): Promise<void> {
  const route: ApiRoute = scorecardsRoutes[id];
  const input = {
    ...parseRequest(route, req),
    credentials: res.locals.credentials as BackstageCredentials,
    request: req,
  };
  // The table pairs each operation with its own input; its union is too wide for the compiler.
  const operation = operations[id] as (
    input: Omit<OperationInput<RouteId>, 'params'>,
  ) => Promise<unknown>;
  const result = await operation(input);
  if (route.produces) {
    const name = `${req.params.name ?? id}.csv`;
    await sendCsv(res, name, result as AsyncIterable<string>);
  } else {
    res.json(result);
  }
}

const explainBody: ErrorRequestHandler = (error, _req, _res, next) => {
  next(
    error?.type === 'entity.parse.failed'
      ? new InputError(`body: is not valid JSON: ${error.message}`)
      : error,
  );
};

const tellWhenToRetry: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof TooManyRequestsError) {
    res.set('Retry-After', String(error.retryAfter));
  }
  next(error);
};

/** Mounts the route table under `/v1`, and the document that describes it. */
export function createRouter(options: RouterOptions): ExpressRouter {
  const { httpAuth, operations } = options;
  const v1 = Router();
  v1.get('/openapi.json', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json(createOpenApiDocument());
  });
  for (const id of Object.keys(scorecardsRoutes) as RouteId[]) {
    const route: ApiRoute = scorecardsRoutes[id];
    v1[route.method](
      expressPaths(route),
      authenticate(httpAuth, id),
      ...(route.body ? [express.json({ limit: LARGEST_BODY })] : []),
      (req, res) => answer(id, operations, req, res),
    );
  }
  const router = Router();
  router.use('/v1', v1);
  router.use(explainBody, tellWhenToRetry);
  return router;
}
