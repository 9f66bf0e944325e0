import { InputError } from '@backstage/errors';
import type { ApiRoute } from '@daytwo/rest-kit';
import type { Request } from 'express';
import type { z } from 'zod';
import type { OperationInput } from './operations';

type Place = 'path' | 'query' | 'body';

/** `body.items[3].entityRef`, as the caller would write it. */
function fieldName(place: Place, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : `${name}.${String(key)}`,
    place,
  );
}

function parsePart<T extends z.ZodType>(
  place: Place,
  schema: T,
  value: unknown,
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues
      .slice(0, 5)
      .map(issue => `${fieldName(place, issue.path)}: ${issue.message}`);
    throw new InputError(problems.join('; '));
  }
  return parsed.data;
}

function parseBody(route: ApiRoute, req: Request): unknown {
  if (!route.body) {
    return undefined;
  }
  if (!req.is('json')) {
    throw new InputError('body: must be sent as application/json');
  }
  return parsePart('body', route.body, req.body);
}

/** Express's form of a path; an entity ref may also come with its slash as it is. */
export function expressPaths(route: ApiRoute): string[] {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  return path.includes(':entityRef')
    ? [path, path.replace(':entityRef', ':entityRefStart/:entityRefEnd')]
    : [path];
}

/**
 * Parameters of the path. An entity ref that was not encoded has a slash, and
 * came in as two.
 */
function pathParams(req: Request): Record<string, string> {
  const { entityRef, entityRefStart, entityRefEnd, ...rest } = req.params;
  const ref = entityRef ?? `${entityRefStart}/${entityRefEnd}`;
  return entityRef === undefined && entityRefStart === undefined
    ? rest
    : { ...rest, entityRef: ref };
}

/**
 * Reads a request by its row of the route table.
 *
 * @throws InputError naming the fields that are wrong
 */
export function parseRequest(
  route: ApiRoute,
  req: Request,
): Pick<OperationInput<ApiRoute>, 'params' | 'query' | 'body'> {
  return {
    params: parsePart('path', route.params, pathParams(req)),
    query: parsePart('query', route.query, req.query),
    body: parseBody(route, req),
  } as Pick<OperationInput<ApiRoute>, 'params' | 'query' | 'body'>;
}
