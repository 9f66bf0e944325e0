import {
  createFactSource,
  type SourceRequest,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import { databases, freshDatabase } from '../../../__testUtils__/databases';
import { RateBudgets } from '../../../database/budgets/RateBudgets';
import { ValidatorStore } from '../../../database/facts/ValidatorStore';
import {
  endless,
  FakeServer,
  halfBody,
  hang,
  hangInBody,
  json,
  status,
  tagged,
} from '../../__testUtils__/FakeServer';
import { budgetKey } from './limits';
import { SourceHttp } from './SourceHttp';

const START = Date.parse('2027-01-31T09:00:00Z');

function sourceOf(
  schema: z.ZodType = z.object({ line: z.number() }),
  rateLimit?: { requests: number; per: { seconds: number } },
) {
  return createFactSource({
    id: 'tool',
    title: 'Tool',
    schema: schema as z.ZodType<{ line: number }>,
    schedule: { frequency: { hours: 1 }, timeout: { minutes: 10 } },
    freshness: { days: 1 },
    ...(rateLimit && { rateLimit }),
    async *collect() {},
  });
}

describe.each(databases.eachSupportedId())('SourceHttp on %s', id => {
  let knex: Knex;
  let server: FakeServer;
  let other: FakeServer;
  let now: number;
  let waits: number[];
  let budgets: RateBudgets;

  beforeAll(async () => {
    knex = await freshDatabase(id);
    budgets = RateBudgets.create(knex, () => now);
    server = await FakeServer.start();
    other = await FakeServer.start();
  });

  afterAll(async () => {
    await server.stop();
    await other.stop();
  });

  beforeEach(async () => {
    now = START;
    waits = [];
    server.reset();
    other.reset();
    await knex('rate_budgets').delete();
    await knex('source_responses').delete();
  });

  function open(
    options: {
      source?: ReturnType<typeof sourceOf>;
      signal?: AbortSignal;
      conditional?: boolean;
    } = {},
  ) {
    const http = SourceHttp.create(options.source ?? sourceOf(), {
      budgets,
      validators: ValidatorStore.create(knex),
      now: () => now,
      random: () => 0,
      sleep: async ms => {
        waits.push(ms);
        now += ms;
      },
    });
    const { signal = new AbortController().signal } = options;
    return http.session(signal, options.conditional ?? true);
  }

  function get(request?: SourceRequest, options?: Parameters<typeof open>[0]) {
    return open(options).fetch(`${server.url}/facts?token=secret`, request);
  }

  it('gives status, headers and body', async () => {
    server.next(json({ line: 80 }, { 'X-Total': '1' }));

    const answer = await get({ headers: { Authorization: 'Bearer x' } });

    expect(answer).toMatchObject({
      notModified: false,
      status: 200,
      body: '{"line":80}',
    });
    expect(!answer.notModified && answer.headers.get('x-total')).toBe('1');
    expect(server.requests[0].headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer x',
    });
  });

  it('sends a body with the method that is asked for', async () => {
    const bodies: string[] = [];
    server.next((request, response) => {
      request.on('data', chunk => bodies.push(String(chunk)));
      request.on('end', () => json({})(request, response));
    });

    await get({ method: 'POST', body: '{"q":1}' });

    expect(server.requests[0].method).toBe('POST');
    expect(bodies.join('')).toBe('{"q":1}');
  });

  describe('conditional requests', () => {
    it('asks by ETag once the facts of the answer are stored', async () => {
      server.always(tagged({ line: 80 }, '"v1"'));
      const first = open();
      await first.fetch(server.url);
      await first.commit();

      expect(await open().fetch(server.url)).toEqual({ notModified: true });
      expect(server.requests[1].headers['if-none-match']).toBe('"v1"');
    });

    it('asks by date where there is no ETag', async () => {
      const date = 'Sun, 31 Jan 2027 08:00:00 GMT';
      server.next(json({}, { 'Last-Modified': date }), status(304));
      const first = open();
      await first.fetch(server.url);
      await first.commit();

      expect(await open().fetch(server.url)).toEqual({ notModified: true });
      expect(server.requests[1].headers['if-modified-since']).toBe(date);
    });

    it('asks for everything again after facts that were not stored', async () => {
      server.always(tagged({ line: 80 }, '"v1"'));
      await open().fetch(server.url);

      expect(await open().fetch(server.url)).toMatchObject({ status: 200 });
    });

    it('asks for everything where "not modified" would be no answer', async () => {
      server.always(tagged({ line: 80 }, '"v1"'));
      const first = open();
      await first.fetch(server.url);
      await first.commit();

      const answer = open({ conditional: false }).fetch(server.url);
      expect(await answer).toMatchObject({ status: 200 });
    });

    it.each<[string, Parameters<typeof open>[0], SourceRequest]>([
      [
        'facts look otherwise',
        { source: sourceOf(z.object({ x: z.number() })) },
        {},
      ],
      ['headers differ', {}, { headers: { Accept: 'text/plain' } }],
      ['the body differs', {}, { method: 'POST', body: '2' }],
    ])('does not use what it kept where %s', async (_, options, request) => {
      server.always(tagged({ line: 80 }, '"v1"'));
      const first = open();
      await first.fetch(server.url);
      await first.commit();

      const answer = await open(options).fetch(server.url, request);
      expect(answer).toMatchObject({ status: 200 });
    });

    it('keeps no secret', async () => {
      server.next(tagged({}, '"v1"'));
      const session = open();
      const headers = { Authorization: 'Bearer secret' };
      await session.fetch(`${server.url}/?key=secret`, { headers });
      await session.commit();

      const rows = JSON.stringify(await knex('source_responses'));
      expect(rows).toContain('v1');
      expect(rows).not.toContain('secret');
    });

    it('does not take a "not modified" that it did not ask for', async () => {
      server.next(status(304));

      await expect(get()).rejects.toThrow('answered 304');
    });
  });

  describe('trouble', () => {
    it('tries again after 500, with growing pauses', async () => {
      server.next(status(500), status(502), json({ line: 80 }));

      expect(await get()).toMatchObject({ status: 200 });
      expect(waits).toEqual([500, 1000]);
    });

    it('gives up after four attempts, and says why without the query', async () => {
      server.always(status(503));

      await expect(get()).rejects.toMatchObject({
        name: 'SourceRequestError',
        message: `GET ${server.url}/facts answered 503`,
        status: 503,
      });
      expect(server.requests).toHaveLength(4);
    });

    it('waits as long as 429 asks, in seconds', async () => {
      server.next(status(429, { 'Retry-After': '7' }), json({}));

      await get();
      expect(waits).toEqual([7000]);
    });

    it('waits as long as 503 asks, by date', async () => {
      const date = new Date(START + 9000).toUTCString();
      server.next(status(503, { 'Retry-After': date }), json({}));

      await get();
      expect(waits).toEqual([9000]);
    });

    it('holds back all other requests of the source meanwhile', async () => {
      server.next(status(429, { 'Retry-After': '3600' }));

      await expect(get()).rejects.toMatchObject({ status: 429 });
      await expect(get()).rejects.toThrow(
        `GET ${server.url}/facts was not sent: the other side wants no requests before 2027-01-31T10:00:00.000Z`,
      );
      expect(server.requests).toHaveLength(1);

      now += 3_600_000;
      server.next(json({}));
      expect(await get()).toMatchObject({ status: 200 });
    });

    it('does not try again what will not get better', async () => {
      server.always(status(404));

      await expect(get()).rejects.toMatchObject({ status: 404 });
      expect(server.requests).toHaveLength(1);
    });

    it('tries again where the connection breaks in the body', async () => {
      server.next(halfBody, json({ line: 80 }));

      expect(await get()).toMatchObject({ body: '{"line":80}' });
    });

    it('tries again where nobody listens, and names the reason', async () => {
      const gone = await FakeServer.start();
      const { url } = gone;
      await gone.stop();

      await expect(open().fetch(url)).rejects.toThrow(
        `GET ${url}/ failed: ECONNREFUSED`,
      );
      expect(waits).toHaveLength(3);
    });

    it.each([
      ['before it answers', hang],
      ['in the body', hangInBody],
    ])('gives up on a server that hangs %s', async (_, answer) => {
      server.always(answer);

      await expect(get({ timeoutMs: 20 })).rejects.toThrow(
        `GET ${server.url}/facts did not answer within 0.02 s`,
      );
    });

    it('stops at once when the run is stopped', async () => {
      const controller = new AbortController();
      server.always(() => controller.abort(new Error('the run took too long')));

      await expect(get({}, { signal: controller.signal })).rejects.toThrow(
        'the run took too long',
      );
      expect(server.requests).toHaveLength(1);
    });

    it.each([
      ['announced', json({ text: 'x'.repeat(2000) })],
      ['unannounced and endless', endless],
    ])('does not read a body that is too large, %s', async (_, answer) => {
      server.always(answer);

      await expect(get({ maxBytes: 1000 })).rejects.toThrow(
        'the answer is larger than the 1000 bytes that are read',
      );
      expect(server.requests).toHaveLength(1);
    });

    it('gives HTML and half of a JSON text as they came: the source must read them', async () => {
      server.next((_, response) => response.end('<html>sign in</html>'));
      expect(await get()).toMatchObject({ body: '<html>sign in</html>' });

      server.next((_, response) => response.end('{"line": 8'));
      expect(await get()).toMatchObject({ body: '{"line": 8' });
    });

    it.each(['file:///etc/passwd', 'ftp://host/a', 'no address', ''])(
      'refuses to ask %p',
      async address => {
        await expect(open().fetch(address)).rejects.toThrow(
          'sources may ask http and https addresses only',
        );
      },
    );
  });

  describe('redirects', () => {
    const to = (location: string, code = 302) =>
      status(code, { Location: location });

    it('follows them within the host, headers included', async () => {
      server.next(to('/elsewhere'), json({ line: 80 }));

      const headers = { Authorization: 'Bearer x' };
      expect(await get({ headers })).toMatchObject({ body: '{"line":80}' });
      expect(server.requests[1].url).toBe('/elsewhere');
      expect(server.requests[1].headers.authorization).toBe('Bearer x');
    });

    it('does not follow them to another host', async () => {
      server.next(to(`${other.url}/steal`));

      await expect(get()).rejects.toThrow(
        'redirects to another host (127.0.0.1:',
      );
      expect(other.requests).toEqual([]);
      expect(server.requests).toHaveLength(1);
    });

    it('does not follow them to the metadata service of a cloud', async () => {
      server.next(to('http://169.254.169.254/latest/meta-data'));

      await expect(get()).rejects.toThrow('another host (169.254.169.254)');
    });

    it('does not go round in circles', async () => {
      server.always(to('/facts'));

      await expect(get()).rejects.toThrow('redirects more than 5 times');
      expect(server.requests).toHaveLength(6);
    });

    it('does not repeat a POST elsewhere', async () => {
      server.next(to('/elsewhere', 307));

      await expect(get({ method: 'POST', body: '1' })).rejects.toThrow(
        'redirects a POST request',
      );
    });
  });

  it('keeps to the budget that all replicas share', async () => {
    server.always(json({}));
    const source = sourceOf(undefined, { requests: 2, per: { seconds: 10 } });

    for (let i = 0; i < 4; i++) await get({}, { source });

    expect(waits).toEqual([5000, 5000]);
    expect(
      await budgets.read(budgetKey('tool'), { requests: 2, perMs: 10_000 }),
    ).toMatchObject({ remaining: 0 });
  });
});
