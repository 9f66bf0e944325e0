import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { param, type RouteTable } from '@daytwo/rest-kit';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { createApiRouter } from './createApiRouter';
import type { OperationsOf } from './operations';
import { TooManyRequestsError } from './TooManyRequestsError';

const { none, text, list, limit } = param;

const routes = {
  listThings: {
    method: 'get',
    path: '/things',
    summary: 'Things',
    params: none,
    query: z.object({ tag: list.optional(), limit: limit(100, 10) }),
    response: z.object({ tags: z.array(z.string()), limit: z.number() }),
  },
  getEntity: {
    method: 'get',
    path: '/entities/{entityRef}/thing',
    summary: 'The thing of an entity',
    params: z.object({ entityRef: text }),
    query: none,
    response: z.object({ entityRef: z.string() }),
  },
  addThing: {
    method: 'post',
    path: '/things',
    summary: 'Adds a thing',
    params: none,
    query: none,
    body: z.object({ items: z.array(z.object({ size: z.number() })) }),
    response: z.object({ items: z.number() }),
  },
  getMine: {
    method: 'get',
    path: '/mine',
    summary: 'For people',
    params: none,
    query: none,
    response: z.object({}),
  },
  hurry: {
    method: 'post',
    path: '/hurry',
    summary: 'Too often',
    params: none,
    query: none,
    response: z.object({}),
  },
  download: {
    method: 'get',
    path: '/things.{format}',
    summary: 'Things as a file',
    params: z.object({ format: z.enum(['csv', 'zip', 'none', 'late']) }),
    query: none,
    response: z.string(),
    produces: 'application/octet-stream',
  },
} as const satisfies RouteTable;

const zip = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff, 0x00]);

async function* pieces(format: string): AsyncGenerator<string | Uint8Array> {
  if (format === 'none') {
    throw new NotFoundError('There is nothing to export');
  }
  yield format === 'zip' ? zip : 'name,size\n';
  if (format === 'late') {
    throw new Error('the database went away');
  }
  yield format === 'zip' ? zip : 'a,1\n';
}

const operations: OperationsOf<typeof routes> = {
  listThings: async ({ query }) => ({
    tags: query.tag ?? [],
    limit: query.limit,
  }),
  getEntity: async ({ params }) => params,
  addThing: async ({ body }) => ({ items: body.items.length }),
  getMine: async () => ({}),
  hurry: async () => {
    throw new TooManyRequestsError('You ask too often', 1500);
  },
  download: async ({ params: { format } }) => ({
    filename: `things.${format}`,
    type: format === 'zip' ? 'application/zip' : 'text/csv',
    content: pieces(format),
  }),
};

function createApp() {
  const app = express();
  app.use(
    createApiRouter({
      info: { pluginId: 'things', description: 'Things.' },
      routes,
      operations,
      httpAuth: mockServices.httpAuth({ pluginId: 'things' }),
      callers: { getMine: ['user'] },
      largestBody: '1kb',
    }),
  );
  const errors = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  app.use(errors.error());
  return request(app);
}

describe('createApiRouter', () => {
  it('gives an operation what was sent, parsed', async () => {
    const api = createApp();
    const one = await api.get('/v1/things?tag=a');
    expect(one.body).toEqual({ tags: ['a'], limit: 10 });
    const two = await api.get('/v1/things?tag=a&tag=b&limit=3');
    expect(two.body).toEqual({ tags: ['a', 'b'], limit: 3 });
  });

  it.each([
    ['a limit that is too high', '/v1/things?limit=101', 'query.limit: '],
    ['what is not to be chosen', '/v1/things.exe', 'path.format: '],
  ])('refuses %s, naming the field', async (_, path, field) => {
    const response = await createApp().get(path);
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(field),
    });
  });

  it('names a field of the body as the caller would write it', async () => {
    const items = [{ size: 1 }, { size: 'big' }];
    const response = await createApp().post('/v1/things').send({ items });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('body.items[1].size: ');
  });

  it('refuses a body that is not JSON, or too large', async () => {
    const post = () => createApp().post('/v1/things');
    const broken = await post().type('json').send('{"items":');
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toContain('body: is not valid JSON');
    const plain = await post().type('text').send('items');
    expect(plain.status).toBe(400);
    expect(plain.body.error.message).toContain('application/json');
    const items = Array.from({ length: 200 }, () => ({ size: 1 }));
    expect((await post().send({ items })).status).toBe(413);
  });

  it('takes an entity ref with its slash as it is', async () => {
    const api = createApp();
    for (const ref of ['component:default/a', 'component:default%2Fa']) {
      const response = await api.get(`/v1/entities/${ref}/thing`);
      expect(response.body).toEqual({ entityRef: 'component:default/a' });
    }
  });

  it('keeps strangers out, and services where they may not call', async () => {
    const api = createApp();
    const get = (path: string, authorization: string) =>
      api.get(path).set('Authorization', authorization);
    const stranger = mockCredentials.none.header();
    const service = mockCredentials.service.header();
    expect((await get('/v1/things', stranger)).status).toBe(401);
    expect((await get('/v1/openapi.json', stranger)).status).toBe(401);
    expect((await get('/v1/things', service)).status).toBe(200);
    expect((await get('/v1/mine', service)).status).toBe(403);
    expect((await api.get('/v1/mine')).status).toBe(200);
  });

  it('says when to come back to who asks too often', async () => {
    const response = await createApp().post('/v1/hurry');
    expect(response.status).toBe(429);
    expect(response.headers['retry-after']).toBe('2');
    expect(response.body.error.message).toContain('try again in 2 s');
  });

  it('streams text', async () => {
    const response = await createApp().get('/v1/things.csv');
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toContain('"things.csv"');
    expect(response.text).toBe('name,size\na,1\n');
  });

  it('streams bytes as they are', async () => {
    const response = await createApp()
      .get('/v1/things.zip')
      .responseType('blob');
    expect(response.headers['content-type']).toBe('application/zip');
    expect([...response.body]).toEqual([...zip, ...zip]);
  });

  it('answers with the right status where a file fails at once', async () => {
    const response = await createApp().get('/v1/things.none');
    expect(response.status).toBe(404);
    expect(response.headers['content-type']).toContain('application/json');
  });

  it('breaks off where a file fails later', async () => {
    await expect(createApp().get('/v1/things.late')).rejects.toThrow('aborted');
  });

  it('describes itself', async () => {
    const { body } = await createApp().get('/v1/openapi.json');
    expect(body.info.title).toBe('things');
    expect(Object.keys(body.paths)).toContain('/entities/{entityRef}/thing');
  });
});
