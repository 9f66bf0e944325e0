import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { CollectedFact } from '@daytwo/backstage-plugin-scorecards-node';
import { z } from 'zod';
import { createContext } from '../__testUtils__/createContext';
import { FakeServer } from '../__testUtils__/FakeServer';
import { readHttpSources } from '../config/readHttpSources';
import { createHttpSource } from './createHttpSource';

const facts = {
  coverage: { pointer: '/measures/0/value', type: 'number' },
  gate: { pointer: '/gate~1status', type: 'string' },
  tags: { pointer: '/tags', type: 'stringList' },
} satisfies JsonObject;

function component(name: string, project?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      ...(project && { annotations: { 'sonar/project': project } }),
    },
  };
}

describe('createHttpSource', () => {
  let server: FakeServer;

  beforeAll(async () => {
    server = await FakeServer.start();
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    server.asked.length = 0;
  });

  function answer(body: unknown, status = 200, headers = {}) {
    server.answer = (_, response) => {
      response.writeHead(status, {
        'Content-Type': 'application/json',
        ...headers,
      });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  }

  function create(changes: JsonObject = {}) {
    const url = `${server.url}/api?project={{ metadata.annotations['sonar/project'] }}`;
    const source = { id: 'sonar', url, facts, ...changes };
    const config = { scorecards: { http: { sources: [source] } } };
    const [options] = readHttpSources(new ConfigReader(config));
    return createHttpSource(options);
  }

  async function collect(
    source: ReturnType<typeof create>,
    entities = [component('billing', 'a b')],
    context = createContext(new AbortController().signal),
  ): Promise<CollectedFact[]> {
    const all: CollectedFact[] = [];
    for await (const batch of source.collect(entities, context)) {
      all.push(...batch);
    }
    return all;
  }

  it('asks about each entity and picks the facts', async () => {
    answer({
      measures: [{ value: 71.4 }],
      'gate/status': 'OK',
      tags: ['a'],
      more: 1,
    });
    const entities = Array.from({ length: 7 }, (_, i) =>
      component(`c${i}`, `p/${i}`),
    );

    const collected = await collect(create(), entities);

    expect(collected).toHaveLength(7);
    expect(collected[6]).toEqual({
      entityRef: 'component:default/c6',
      fact: { coverage: 71.4, gate: 'OK', tags: ['a'] },
    });
    expect(server.asked.map(({ url }) => url).sort()).toEqual(
      entities.map((_, i) => `/api?project=p%2F${i}`),
    );
  });

  it('types its facts, with descriptions', () => {
    const { schema } = create();

    expect(z.toJSONSchema(schema)).toMatchObject({
      properties: {
        coverage: { type: 'number', description: 'At /measures/0/value' },
        gate: { type: 'string' },
        tags: { type: 'array', items: { type: 'string' } },
      },
    });
  });

  it('leaves out what the answer does not have', async () => {
    answer({ measures: [], 'gate/status': null });

    expect(await collect(create())).toEqual([
      { entityRef: 'component:default/billing', fact: {} },
    ]);
  });

  it('says that nothing changed where the endpoint does', async () => {
    const source = create();
    const context = createContext(new AbortController().signal);
    const entities = [component('billing', 'x')];
    answer({ tags: [] }, 200, { ETag: '"1"' });
    await collect(source, entities, context);
    answer('', 304);

    expect(await collect(source, entities, context)).toEqual([
      { entityRef: 'component:default/billing', unchanged: true },
    ]);
    expect(server.asked[1].headers['if-none-match']).toBe('"1"');
  });

  it('sends headers and a body with the values of the entity', async () => {
    answer({});
    const source = create({
      url: `${server.url}/query`,
      method: 'POST',
      headers: { Authorization: 'Bearer token' },
      body: {
        query: 'of "{{ metadata.name }}"',
        list: ['{{ kind }}', 1, null],
      },
    });

    await collect(source, [component('bil"ling')]);

    const [asked] = server.asked;
    expect(asked).toMatchObject({ method: 'POST', url: '/query' });
    expect(asked.headers).toMatchObject({
      authorization: 'Bearer token',
      'content-type': 'application/json',
    });
    expect(JSON.parse(asked.body)).toEqual({
      query: 'of "bil"ling"',
      list: ['Component', 1, null],
    });
  });

  it('sends a body that is written as text, with values that stay in theirs', async () => {
    answer({});
    const source = create({
      url: `${server.url}/query`,
      method: 'POST',
      body: '{"query": "{{ metadata.name }}"}',
    });

    await collect(source, [component('bil","admin":"ling')]);

    expect(JSON.parse(server.asked[0].body)).toEqual({
      query: 'bil","admin":"ling',
    });
  });

  describe('trouble is told by entity', () => {
    async function errorOf(source = create()): Promise<string> {
      const [collected] = await collect(source);
      return 'error' in collected ? collected.error.message : 'no error';
    }

    it.each([
      [
        'a number as text',
        { measures: [{ value: '71.4' }] },
        'the answer has the string "71.4" at /measures/0/value, where the config expects number',
      ],
      [
        'a wrong item of a list',
        { tags: ['a', {}] },
        'the answer has an object at /tags/1, where the config expects stringList',
      ],
      [
        'a sign-in page',
        '<html><title>Sign in</title></html>',
        'the answer is not JSON but application/json, beginning with "<html>',
      ],
      ['half a body', '{"measures": [{"val', 'the answer is not JSON'],
      ['nothing', ' ', 'the answer is empty, not JSON'],
    ])('%s', async (_, body, message) => {
      answer(body);

      expect(await errorOf()).toContain(message);
    });

    it('a status that is an error', async () => {
      answer({}, 403);

      expect(await errorOf()).toContain('answered 403');
    });

    it('404, unless it means that there is nothing', async () => {
      answer({}, 404);

      expect(await errorOf()).toContain('answered 404');
      expect(await collect(create({ notFound: 'empty' }))).toEqual([
        { entityRef: 'component:default/billing', fact: {} },
      ]);
    });

    it('a value that the entity lacks', async () => {
      const [collected] = await collect(create(), [component('billing')]);

      expect(collected).toMatchObject({
        error: new Error(
          "the entity has no metadata.annotations['sonar/project']",
        ),
      });
      expect(server.asked).toEqual([]);
    });
  });

  it.each([401, 429])('gives up at once after %p', async status => {
    answer({}, status);
    const entities = Array.from({ length: 100 }, (_, i) =>
      component(`c${i}`, 'x'),
    );

    await expect(collect(create(), entities)).rejects.toThrow(
      `answered ${status}`,
    );
    expect(server.asked.length).toBeLessThanOrEqual(5);
  });

  it('gives up after many failures in a row, keeping what it learned', async () => {
    answer({}, 500);
    const entities = Array.from({ length: 100 }, (_, i) =>
      component(`c${i}`, 'x'),
    );

    await expect(collect(create(), entities)).rejects.toThrow(
      '20 requests in a row failed, so the others were not sent; the last: ',
    );
    expect(server.asked.length).toBeLessThanOrEqual(25);
  });

  it('does not give up where only single entities are wrong', async () => {
    answer({ tags: 'wrong' });
    const entities = Array.from({ length: 100 }, (_, i) =>
      component(`c${i}`, 'x'),
    );

    expect(await collect(create(), entities)).toHaveLength(100);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    server.answer = () => controller.abort(new Error('too long'));

    await expect(
      collect(
        create(),
        [component('billing', 'x')],
        createContext(controller.signal),
      ),
    ).rejects.toThrow('too long');
  });
});
