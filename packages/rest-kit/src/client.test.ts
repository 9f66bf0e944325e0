import { z } from 'zod';
import { ApiClient } from './client';
import { param, type RouteTable } from './route';

const { none, text, list } = param;

const routes = {
  listThings: {
    method: 'get',
    path: '/things',
    summary: 'Things',
    params: none,
    query: z.object({ tag: list.optional(), q: text.optional() }),
    response: z.object({ items: z.array(z.string()) }),
  },
  putThing: {
    method: 'put',
    path: '/things/{ref}',
    summary: 'Stores a thing',
    params: z.object({ ref: text }),
    query: none,
    body: z.object({ size: z.number() }),
    response: z.object({ stored: z.boolean() }),
  },
  exportThings: {
    method: 'get',
    path: '/things.csv',
    summary: 'Things as a file',
    params: none,
    query: none,
    response: z.string(),
    produces: 'text/csv',
  },
} as const satisfies RouteTable;

function createClient(answer: () => Response) {
  const sent: Request[] = [];
  const client = ApiClient.create('things', routes, {
    discoveryApi: {
      getBaseUrl: async pluginId => `http://backend.test/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        sent.push(new Request(input, init));
        return answer();
      },
    },
  });
  return { client, sent };
}

describe('ApiClient', () => {
  it('asks with the query, lists one by one, and leaves out what is absent', async () => {
    const { client, sent } = createClient(() =>
      Response.json({ items: ['a'] }),
    );

    const answer = await client.call('listThings', {
      query: { tag: ['x', 'y&z'], q: undefined },
    });

    expect(answer).toEqual({ items: ['a'] });
    expect(sent[0].method).toBe('GET');
    expect(sent[0].url).toBe(
      'http://backend.test/api/things/v1/things?tag=x&tag=y%26z',
    );
    expect(sent[0].headers.has('authorization')).toBe(false);
  });

  it('sends a body as JSON, with the token', async () => {
    const { client, sent } = createClient(() =>
      Response.json({ stored: true }),
    );

    await client.call(
      'putThing',
      { params: { ref: 'component:default/a' }, body: { size: 3 } },
      { token: 'secret' },
    );

    expect(sent[0].method).toBe('PUT');
    expect(sent[0].url).toBe(
      'http://backend.test/api/things/v1/things/component%3Adefault%2Fa',
    );
    expect(sent[0].headers.get('authorization')).toBe('Bearer secret');
    expect(sent[0].headers.get('content-type')).toBe('application/json');
    expect(await sent[0].json()).toEqual({ size: 3 });
  });

  it('gives a file as text', async () => {
    const { client } = createClient(() => new Response('name\na\n'));

    expect(await client.call('exportThings', {})).toBe('name\na\n');
  });

  it("throws with the server's message", async () => {
    const error = { name: 'InputError', message: 'query.q: is too long' };
    const { client } = createClient(() =>
      Response.json({ error, response: { statusCode: 400 } }, { status: 400 }),
    );

    await expect(client.call('listThings', {})).rejects.toMatchObject({
      name: 'ResponseError',
      cause: error,
    });
  });
});
