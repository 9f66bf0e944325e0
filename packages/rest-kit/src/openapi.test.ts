import { z } from 'zod';
import { createOpenApiDocument } from './openapi';
import { param } from './route';

const { none, text, limit } = param;

const document = createOpenApiDocument(
  { pluginId: 'things', description: 'Things.' },
  {
    getThing: {
      method: 'get',
      path: '/things/{id}',
      summary: 'One thing',
      params: z.object({ id: text }),
      query: z.object({ limit: limit(50, 10), at: text }),
      response: z.object({ size: z.number() }),
    },
    putThing: {
      method: 'put',
      path: '/things/{id}',
      summary: 'Stores a thing',
      params: z.object({ id: text }),
      query: none,
      body: z.object({ size: z.number() }),
      response: z.string(),
      produces: 'text/plain',
    },
  },
) as { paths: Record<string, Record<string, Record<string, unknown>>> };

describe('createOpenApiDocument', () => {
  it('says whose API it is', () => {
    expect(document).toMatchObject({
      openapi: '3.0.3',
      info: { title: 'things', description: 'Things.' },
      servers: [{ url: '/api/things/v1' }],
    });
  });

  it('has the operations of a path side by side', () => {
    expect(Object.keys(document.paths)).toEqual(['/things/{id}']);
    expect(document.paths['/things/{id}']).toMatchObject({
      get: { operationId: 'getThing' },
      put: { operationId: 'putThing' },
    });
  });

  it('demands what has no default', () => {
    const { parameters } = document.paths['/things/{id}'].get;
    expect(parameters).toEqual([
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
      expect.objectContaining({ name: 'limit', in: 'query', required: false }),
      expect.objectContaining({ name: 'at', in: 'query', required: true }),
    ]);
  });

  it('describes the body, and what else than JSON is answered', () => {
    expect(document.paths['/things/{id}'].put).toMatchObject({
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { type: 'object' } } },
      },
      responses: { 200: { content: { 'text/plain': {} } } },
    });
  });
});
