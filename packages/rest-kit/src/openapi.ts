import { z } from 'zod';
import type { ApiRoute, RouteTable } from './route';

type Json = Record<string, unknown>;

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
  }) as Json;
  return rest;
}

function parameters(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function content(type: string, schema: Json): Json {
  return { [type]: { schema } };
}

const failure = {
  description: 'Refused; the message says what, where and what to do',
  content: content('application/json', { $ref: '#/components/schemas/Error' }),
};

function operation(operationId: string, route: ApiRoute): Json {
  return {
    operationId,
    summary: route.summary,
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: content('application/json', jsonSchema(route.body, 'input')),
      },
    }),
    responses: {
      200: {
        description: 'Done',
        content: content(
          route.produces ?? 'application/json',
          jsonSchema(route.response, 'output'),
        ),
      },
      default: failure,
    },
  };
}

/** What an API is. @public */
export interface ApiInfo {
  pluginId: string;
  /** One sentence. */
  description: string;
}

/**
 * The OpenAPI 3.0 document of a REST API, made from its routes.
 *
 * @public
 */
export function createOpenApiDocument(
  { pluginId, description }: ApiInfo,
  routes: RouteTable,
): Json {
  const paths: Record<string, Json> = {};
  for (const [id, route] of Object.entries(routes)) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method]: operation(id, route),
    };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: pluginId,
      version: '1',
      description,
      license: { name: 'Apache-2.0' },
      contact: {},
    },
    servers: [{ url: `/api/${pluginId}/v1` }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['name', 'message'],
              properties: {
                name: { type: 'string' },
                message: { type: 'string' },
              },
            },
          },
        },
      },
    },
  };
}
