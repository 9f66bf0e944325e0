import { mockServices } from '@backstage/backend-test-utils';
import {
  createFactSource,
  type CollectContext,
  type CollectedFact,
  type FactSource,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { EventsServiceSubscribeOptions } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { z } from 'zod';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { insertEntities } from '../../__testUtils__/entities';
import { EntityStore } from '../../database/entities/EntityStore';
import { createEntityPages } from '../../mirror/createEntityPages';
import { FakeServer, json, status, tagged } from '../__testUtils__/FakeServer';
import { createSources } from '../createSources';
import type { PullSource } from './Collector';

const START = 1_900_000_000_000;
const HOUR = 3_600_000;
const names = ['billing', 'ledger', 'search'];

type Collect = (
  entities: readonly Entity[],
  context: CollectContext,
) => AsyncIterable<CollectedFact[]>;

function sourceOf(
  collect: Collect,
  changes: Partial<FactSource> = {},
): FactSource {
  return createFactSource({
    id: 'tool',
    title: 'Tool',
    schema: z.object({ line: z.number() }) as unknown as z.ZodType<JsonObject>,
    schedule: { frequency: { hours: 1 }, timeout: { minutes: 10 } },
    freshness: { days: 1 },
    collect,
    ...changes,
  });
}

function refOf(entity: Entity): string {
  return `component:default/${entity.metadata.name}`;
}

describe.each(databases.eachSupportedId())('PullRunner on %s', id => {
  let knex: Knex;
  let ids: number[];
  let now: number;
  let server: FakeServer;

  beforeAll(async () => {
    knex = await freshDatabase(id);
    ids = await insertEntities(knex, names);
    server = await FakeServer.start();
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    now = START;
    server.reset();
    const tables = [
      'facts',
      'dirty',
      'marks',
      'source_runs',
      'source_responses',
    ];
    for (const table of tables) await knex(table).delete();
  });

  function create(source: FactSource) {
    const scheduler = mockServices.scheduler.mock();
    const events = mockServices.events.mock();
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const sources = createSources({
      config: new ConfigReader({}),
      knex,
      logger,
      scheduler,
      events,
      added: [source],
      resolveEntities: async () => new Map(),
      entitiesFor: createEntityPages(EntityStore.create(knex)),
      now: () => now,
    });
    const registered = sources.registry.get(source.id) as PullSource;
    const run = (signal?: AbortSignal) => sources.pull.run(registered, signal);
    return { ...sources, run, scheduler, events, logger };
  }

  async function factOf(name: string) {
    const row = await knex('facts')
      .where({ entity_id: ids[names.indexOf(name)], source: 'tool' })
      .first();
    return row && { ...row, data: row.data && JSON.parse(row.data) };
  }

  async function lastRun() {
    return knex('source_runs').where({ source: 'tool' }).first();
  }

  it('collects the facts of all that it serves, and notes the run', async () => {
    const asked: string[] = [];
    const { run } = create(
      sourceOf(
        async function* collect(entities) {
          for (const entity of entities) {
            asked.push(refOf(entity));
            yield [{ entityRef: refOf(entity), fact: { line: 80 } }];
          }
        },
        { appliesTo: { 'metadata.name': { $in: ['billing', 'search'] } } },
      ),
    );

    await run();

    expect(asked).toEqual([
      'component:default/billing',
      'component:default/search',
    ]);
    expect(await factOf('billing')).toMatchObject({
      data: { line: 80 },
      version: 1,
    });
    expect(await factOf('ledger')).toBeUndefined();
    expect(await lastRun()).toMatchObject({
      entities: 2,
      changed: 2,
      failed: 0,
      error: null,
    });
    expect(await knex('dirty').pluck('entity_id')).toEqual([ids[0], ids[2]]);
  });

  it('keeps an error with its entity, and the last fact with the error', async () => {
    let isDown = false;
    const { run } = create(
      sourceOf(async function* collect(entities) {
        yield entities.map(entity =>
          isDown && entity.metadata.name === 'billing'
            ? { entityRef: refOf(entity), error: new Error('no such project') }
            : { entityRef: refOf(entity), fact: { line: 80 } },
        );
      }),
    );
    await run();
    isDown = true;
    now += 2 * HOUR;

    await run();

    expect(await factOf('billing')).toMatchObject({
      data: { line: 80 },
      version: 1,
      error: 'no such project',
    });
    expect((await factOf('ledger')).error).toBeNull();
    expect(Number((await factOf('ledger')).observed_at)).toBe(now);
    expect(await lastRun()).toMatchObject({ failed: 1, error: null });
  });

  it('refuses a fact of a wrong type, with its place, and keeps the last one', async () => {
    let line: unknown = 80;
    const { run } = create(
      sourceOf(async function* collect(entities) {
        yield entities.map(entity => ({
          entityRef: refOf(entity),
          fact: { line } as JsonObject,
        }));
      }),
    );
    await run();
    line = 'eighty';

    await run();

    expect(await factOf('billing')).toMatchObject({
      data: { line: 80 },
      error: expect.stringContaining('the fact is refused: /line: '),
    });
  });

  it('ends a run at a throw, and keeps what came before', async () => {
    const { run } = create(
      sourceOf(async function* collect(entities) {
        yield [{ entityRef: refOf(entities[0]), fact: { line: 1 } }];
        throw new Error('the token has expired');
      }),
    );

    await run();

    expect(await factOf('billing')).toMatchObject({ data: { line: 1 } });
    expect(await factOf('ledger')).toBeUndefined();
    expect(await lastRun()).toMatchObject({ error: 'the token has expired' });
    expect(Number((await lastRun()).finished_at)).toBe(START);
  });

  it('cuts off a source that hangs, and lets it run again', async () => {
    let hangs = true;
    const { run } = create(
      sourceOf(
        async function* collect(entities) {
          for (const entity of entities) {
            yield [{ entityRef: refOf(entity), fact: { line: 1 } }];
            if (hangs) await new Promise(() => {});
          }
        },
        {
          schedule: {
            frequency: { hours: 1 },
            timeout: { seconds: 1 },
          },
        },
      ),
    );

    await run();
    expect(await factOf('billing')).toMatchObject({ data: { line: 1 } });
    expect((await lastRun()).error).toContain(
      'collecting from "tool" took longer than 1 s',
    );

    hangs = false;
    await run();
    expect(await factOf('ledger')).toMatchObject({ data: { line: 1 } });
    expect((await lastRun()).error).toBeNull();
  });

  describe('with many entities', () => {
    const crowd = Array.from({ length: 22 }, (_, i) => `crowd-${i + 10}`);

    beforeAll(() => insertEntities(knex, crowd));

    afterAll(() => knex('entities').whereIn('name', crowd).delete());

    it('goes on where the run before was cut off, so that all have their turn', async () => {
      const asked: string[][] = [];
      const controller = new AbortController();
      const { run } = create(
        sourceOf(
          async function* collect(entities) {
            asked.push(entities.map(e => e.metadata.name));
            if (asked.length === 2) {
              controller.abort(new Error('no time left'));
              await new Promise(() => {});
            }
            yield [];
          },
          { rateLimit: { requests: 1, per: { minutes: 1 } } },
        ),
      );

      await run(controller.signal);
      expect((await lastRun()).error).toBe('no time left');
      const [, cutOff] = asked.splice(0);
      asked.push([], []);
      await run();

      const [, , first, , third] = asked;
      expect(first).toEqual(cutOff);
      expect(third).toContain('billing');
      expect(asked.flat()).toHaveLength(25);
      expect((await lastRun()).error).toBeNull();
    });
  });

  it('goes on behind entities that make the source fail', async () => {
    const asked: string[] = [];
    const { run } = create(
      sourceOf(async function* collect(entities) {
        asked.push(...entities.map(e => e.metadata.name));
        yield [];
        if (asked.length === 3) throw new Error('cannot cope with these');
      }),
    );

    await run();
    await run();

    expect(asked).toHaveLength(6);
    expect((await lastRun()).error).toBeNull();
  });

  it('stops when the backend does', async () => {
    const controller = new AbortController();
    const { run } = create(
      sourceOf(async function* collect(_, { signal }) {
        controller.abort(new Error('shutting down'));
        expect(signal.aborted).toBe(true);
        await new Promise(() => {});
        yield [];
      }),
    );

    await run(controller.signal);

    expect(await lastRun()).toMatchObject({ error: 'shutting down' });
  });

  it('ignores entities that it did not ask about', async () => {
    const { run, logger } = create(
      sourceOf(async function* collect() {
        yield [
          { entityRef: 'component:default/stranger', fact: { line: 1 } },
          { entityRef: '???', fact: { line: 1 } },
        ];
      }),
    );

    await run();

    expect(await knex('facts')).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('does not believe in observations from the future', async () => {
    const { run } = create(
      sourceOf(async function* collect(entities) {
        const observedAt = new Date(now + 100 * HOUR);
        const entityRef = refOf(entities[0]);
        yield [{ entityRef, fact: { line: 1 }, observedAt }];
      }),
    );

    await run();

    expect(Number((await factOf('billing')).observed_at)).toBe(START);
  });

  describe('over HTTP', () => {
    const readLine: Collect = async function* collect(entities, { fetch }) {
      for (const entity of entities) {
        const entityRef = refOf(entity);
        try {
          const answer = await fetch(`${server.url}/${entity.metadata.name}`);
          yield answer.notModified
            ? [{ entityRef, unchanged: true as const }]
            : [{ entityRef, fact: JSON.parse(answer.body) }];
        } catch (error) {
          yield [{ entityRef, error: error as Error }];
        }
      }
    };

    it('writes nothing where nothing was modified', async () => {
      const { run } = create(sourceOf(readLine));
      server.always(tagged({ line: 80 }, '"v1"'));
      await run();
      await knex('dirty').delete();
      now += 60_000;

      await run();

      expect(
        server.requests.slice(3).map(r => r.headers['if-none-match']),
      ).toEqual(['"v1"', '"v1"', '"v1"']);
      expect(await factOf('billing')).toMatchObject({ version: 1 });
      expect(Number((await factOf('billing')).observed_at)).toBe(START);
      expect(await knex('dirty')).toEqual([]);
      expect(await lastRun()).toMatchObject({ entities: 3, changed: 0 });
    });

    it('asks anew after an answer that it could not use', async () => {
      const { run } = create(sourceOf(readLine));
      server.always(tagged({ line: 80 }, '"v1"'));
      await run();
      server.always(tagged({ line: 'eighty' }, '"v2"'));
      await run();
      server.requests.length = 0;
      await run();

      expect(server.requests.map(r => r.headers['if-none-match'])).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(await factOf('billing')).toMatchObject({
        data: { line: 80 },
        error: expect.stringContaining('/line'),
      });
    });

    it('asks anew about facts that were lost', async () => {
      const { run } = create(sourceOf(readLine));
      server.always(tagged({ line: 80 }, '"v1"'));
      await run();
      await knex('facts').where({ entity_id: ids[0] }).delete();

      await run();

      expect(await factOf('billing')).toMatchObject({ data: { line: 80 } });
    });

    it('does not confirm an old fact where it was killed before it stored the new one', async () => {
      const { run, facts } = create(sourceOf(readLine));
      server.always(tagged({ line: 80 }, '"v1"'));
      await run();
      server.always(tagged({ line: 90 }, '"v2"'));
      const upsert = jest
        .spyOn(facts, 'upsert')
        .mockRejectedValue(new Error('killed'));
      await run();
      expect(await lastRun()).toMatchObject({ error: 'killed' });
      upsert.mockRestore();

      await run();

      expect(await factOf('billing')).toMatchObject({ data: { line: 90 } });
    });

    it('tells errors by entity, and goes on', async () => {
      const { run } = create(sourceOf(readLine));
      server.next(
        status(404),
        (_, response) => response.end('<html>'),
        json({ line: 1 }),
      );

      await run();

      expect((await factOf('billing')).error).toBe(
        `GET ${server.url}/billing answered 404`,
      );
      expect((await factOf('ledger')).error).toContain('JSON');
      expect(await factOf('search')).toMatchObject({ data: { line: 1 } });
      expect(await lastRun()).toMatchObject({ entities: 3, failed: 2 });
    });
  });

  it('learns again after "unchanged" for facts that are not known', async () => {
    const { run } = create(
      sourceOf(async function* collect(entities) {
        yield [{ entityRef: refOf(entities[0]), unchanged: true }];
      }),
    );

    await run();

    expect((await factOf('billing')).error).toContain('is not known');
  });

  it('asks about entities that are new, once', async () => {
    const asked: string[][] = [];
    const { run, pull } = create(
      sourceOf(
        async function* collect(entities) {
          asked.push(entities.map(e => e.metadata.name));
          yield [];
        },
        { appliesTo: { $not: { 'metadata.name': 'ledger' } } },
      ),
    );
    await pull.runNewcomers();
    expect(asked.splice(0)).toEqual([['billing', 'search']]);

    const [newcomer] = await insertEntities(knex, ['newcomer']);
    await pull.runNewcomers();
    await pull.runNewcomers();
    expect(asked.splice(0)).toEqual([['newcomer']]);

    await knex('marks').delete();
    await run();
    asked.length = 0;
    await pull.runNewcomers();
    expect(asked).toEqual([]);
    await knex('entities').where({ id: newcomer }).delete();
  });

  describe('refresh', () => {
    const entity = (name: string) => ({
      id: ids[names.indexOf(name)],
      ref: `component:default/${name}`,
    });

    it('asks about one entity, ahead of other work', async () => {
      let asked: string[] = [];
      const { pull } = create(
        sourceOf(async function* collect(entities) {
          asked = entities.map(refOf);
          yield [{ entityRef: asked[0], fact: { line: 80 } }];
        }),
      );

      expect(await pull.refresh(entity('ledger'))).toEqual([
        { source: 'tool', outcome: 'changed' },
      ]);
      expect(asked).toEqual(['component:default/ledger']);
      expect(await knex('dirty').first()).toMatchObject({ priority: 10 });
      expect(await pull.refresh(entity('ledger'))).toEqual([
        { source: 'tool', outcome: 'unchanged' },
      ]);
      expect(await lastRun()).toBeUndefined();
    });

    it('says what went wrong', async () => {
      const { pull } = create(
        sourceOf(async function* collect() {
          yield [];
          throw new Error('no token');
        }),
      );

      expect(await pull.refresh(entity('ledger'))).toEqual([
        { source: 'tool', outcome: 'failed', message: 'no token' },
      ]);
    });

    it('leaves out sources that do not serve the entity', async () => {
      const { pull } = create(
        sourceOf(async function* collect() {}, {
          appliesTo: { 'metadata.name': 'search' },
        }),
      );

      expect(await pull.refresh(entity('ledger'))).toEqual([]);
      expect(await pull.refresh(entity('search'))).toMatchObject([
        { source: 'tool', outcome: 'skipped' },
      ]);
      expect(await pull.refresh({ id: -1, ref: 'gone' })).toEqual([]);
    });
  });

  describe('start', () => {
    it('schedules one task for all replicas', async () => {
      const { pull, scheduler } = create(
        sourceOf(async function* collect(entities) {
          yield [{ entityRef: refOf(entities[0]), fact: { line: 80 } }];
        }),
      );

      await pull.start();

      const [task] = scheduler.scheduleTask.mock.calls[0];
      expect(task).toMatchObject({
        id: 'scorecards-source-tool',
        scope: 'global',
        frequency: { hours: 1 },
        timeout: { minutes: 10 },
      });
      await task.fn(new AbortController().signal);
      expect(await factOf('billing')).toMatchObject({ data: { line: 80 } });
    });

    async function listen(
      affects: (event: { eventPayload: unknown }) => string[],
    ) {
      const asked: string[][] = [];
      const created = create(
        sourceOf(
          async function* collect(entities) {
            asked.push(entities.map(refOf));
            yield [];
          },
          {
            appliesTo: { 'metadata.name': { $in: ['billing', 'search'] } },
            events: { topics: ['github.push'], affects },
          },
        ),
      );
      await created.pull.start();
      const [options] = created.events.subscribe.mock.calls[0];
      return { ...created, asked, options };
    }

    const send = (
      options: EventsServiceSubscribeOptions,
      eventPayload: unknown,
    ) => options.onEvent({ topic: 'github.push', eventPayload });

    it('collects what an event is about, and only that', async () => {
      const { asked, options } = await listen(
        ({ eventPayload }) => eventPayload as string[],
      );

      expect(options).toMatchObject({
        id: 'scorecards-source-tool',
        topics: ['github.push'],
      });
      await send(options, [
        'Component:default/Billing',
        'component:default/ledger',
        'component:default/unknown',
        'not a ref',
      ]);
      await send(options, ['component:default/ledger']);
      await send(options, []);

      expect(asked).toEqual([['component:default/billing']]);
    });

    it('survives an event that the source does not understand', async () => {
      const { asked, options, logger } = await listen(() => {
        throw new TypeError('no such field');
      });

      await send(options, {});

      expect(asked).toEqual([]);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('does not understand an event of github.push'),
      );
    });
  });
});
