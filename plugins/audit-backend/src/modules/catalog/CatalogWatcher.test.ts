import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { readAll } from '../../__testUtils__/readAll';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import { ManualClock } from '../../capture/__testUtils__/ManualClock';
import { AuditLog } from '../../log';
import type { CatalogOptions } from '../../reading/catalog/CatalogOptions';
import { createCatalogWatcher } from './createCatalogWatcher';

let version = 0;

/** An entity, new each time, as the catalog tells by its etag. */
function scorecard(
  name: string,
  over: Partial<Entity> & { status?: object } = {},
): Entity {
  return {
    apiVersion: 'daytwo.dev/v1alpha1',
    kind: 'Scorecard',
    spec: { owner: 'group:default/platform', levels: [] },
    ...over,
    metadata: {
      name,
      etag: `${++version}`,
      annotations: {
        'backstage.io/managed-by-origin-location': 'url:https://example.com/a',
      },
      ...over.metadata,
    },
  };
}

function service(name: string, apiVersion = 'backstage.io/v1alpha1'): Entity {
  return scorecard(name, { apiVersion, kind: 'Component', spec: { a: 1 } });
}

/** A catalog whose entities tests change; `answers` may refuse a page. */
class FakeCatalog {
  entities: Entity[] = [];
  answers: (page: number) => void = () => {};
  pages = 0;

  readonly service: CatalogOptions['catalog'] = {
    queryEntities: async request => {
      this.answers(++this.pages);
      return this.#mock.queryEntities(request);
    },
    getEntitiesByRefs: async request => this.#mock.getEntitiesByRefs(request),
  };

  get #mock() {
    return catalogServiceMock({ entities: this.entities });
  }
}

describe.each(databases.eachSupportedId())('CatalogWatcher on %s', id => {
  let knex: Knex;
  let sink: FakeSink;
  let catalog: FakeCatalog;
  const clock = new ManualClock();

  beforeEach(async () => {
    knex = await freshDatabase(id);
    sink = new FakeSink();
    sink.knex = knex;
    catalog = new FakeCatalog();
  });

  /** A process that begins; what others have stored it finds. */
  function start({
    kinds,
    page,
    log,
  }: { kinds?: string[]; page?: number; log?: AuditLog } = {}) {
    const config = mockServices.rootConfig({
      data: { audit: { catalog: kinds ? { kinds } : {} } },
    });
    const logger = mockServices.logger.mock();
    const capture = createAuditCapture({ config, logger, clock });
    capture.writer.attach(log ?? sink);
    let publish = async (_: unknown) => {};
    const { watcher, refusals } = createCatalogWatcher({
      auth: mockServices.auth(),
      httpAuth: mockServices.httpAuth(),
      catalog: catalog.service,
      capture,
      config,
      events: {
        subscribe: async ({ onEvent }) => {
          publish = eventPayload => onEvent({ topic: '', eventPayload });
        },
      },
      knex,
      logger,
      page,
    });
    const hear = async (payload: unknown) => {
      await refusals.start();
      await publish(payload);
    };
    return { watcher, logger, hear };
  }

  /** What was recorded since this was asked last. */
  function recorded() {
    return sink.stored
      .splice(0)
      .flatMap(entry => (entry.kind === 'record' ? [entry.draft] : []))
      .sort((a, b) => `${a.entities}`.localeCompare(`${b.entities}`));
  }

  it('records that it begins, and nothing of what was there before', async () => {
    catalog.entities = [scorecard('a'), scorecard('b'), service('shop')];
    const { watcher } = start();

    await watcher.look();
    await watcher.look();

    expect(recorded()).toMatchObject([
      {
        plugin: 'catalog',
        event: 'entity',
        action: 'baseline',
        source: 'catalog',
        actors: [{ type: 'plugin', ref: 'plugin:catalog' }],
        meta: { watch: 'daytwo', entities: 2 },
      },
    ]);
  });

  it('records what is added, changed and removed, and only what is different', async () => {
    const location = 'url:https://example.com/a/scorecards.yaml';
    const annotations = {
      'backstage.io/managed-by-location': location,
      'example.com/a': '1',
      'example.com/b': '2',
    };
    const actors = [
      { type: 'service', ref: location },
      { type: 'plugin', ref: 'plugin:catalog' },
    ];
    catalog.entities = [
      scorecard('changes', { metadata: { name: 'changes', annotations } }),
      scorecard('goes'),
    ];
    const { watcher } = start();
    await watcher.look();
    recorded();

    catalog.entities = [
      scorecard('changes', {
        metadata: {
          name: 'changes',
          etag: 'new',
          title: 'Changed',
          labels: { tier: 'gold' },
          annotations: { ...annotations, 'example.com/b': '3' },
        },
        spec: { owner: 'group:default/shop', levels: [] },
        relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
      }),
      scorecard('comes'),
    ];
    await watcher.look();
    await watcher.look();

    const origin = 'url:https://example.com/a';
    expect(recorded()).toEqual([
      expect.objectContaining({
        plugin: 'catalog',
        event: 'entity',
        action: 'update',
        severity: 'medium',
        outcome: 'succeeded',
        source: 'catalog',
        actors,
        entities: ['scorecard:default/changes'],
        change: {
          before: {
            metadata: { annotations: { 'example.com/b': '2' } },
            spec: { owner: 'group:default/platform' },
          },
          after: {
            metadata: {
              title: 'Changed',
              labels: { tier: 'gold' },
              annotations: { 'example.com/b': '3' },
            },
            spec: { owner: 'group:default/shop' },
          },
        },
      }),
      expect.objectContaining({
        action: 'create',
        entities: ['scorecard:default/comes'],
        meta: { origin },
        change: {
          after: {
            apiVersion: 'daytwo.dev/v1alpha1',
            metadata: {
              annotations: {
                'backstage.io/managed-by-origin-location': origin,
              },
            },
            spec: { owner: 'group:default/platform', levels: [] },
          },
        },
      }),
      expect.objectContaining({
        action: 'delete',
        entities: ['scorecard:default/goes'],
        meta: { origin },
        change: {
          before: expect.objectContaining({
            spec: { owner: 'group:default/platform', levels: [] },
          }),
        },
      }),
    ]);
  });

  it('records nothing of what only the catalog adds, nor of the order of keys', async () => {
    catalog.entities = [
      scorecard('a', { spec: { owner: 'x', o: { a: 1, b: 2 } } }),
    ];
    const { watcher } = start();
    await watcher.look();
    recorded();

    catalog.entities = [
      scorecard('a', {
        spec: { o: { b: 2, a: 1 }, owner: 'x' },
        relations: [{ type: 'ownedBy', targetRef: 'group:default/x' }],
      }),
    ];
    await watcher.look();

    expect(recorded()).toEqual([]);
  });

  it('goes on after a restart where it was', async () => {
    catalog.entities = [scorecard('a'), scorecard('b')];
    await start().watcher.look();
    recorded();

    catalog.entities = [catalog.entities[0], scorecard('b', { spec: {} })];
    await start().watcher.look();
    await start().watcher.look();

    expect(recorded()).toMatchObject([
      {
        action: 'update',
        entities: ['scorecard:default/b'],
        change: {
          before: { spec: { owner: 'group:default/platform', levels: [] } },
          after: {},
        },
      },
    ]);
  });

  it('records each change once, whichever replicas look at the same time', async () => {
    catalog.entities = [scorecard('a')];
    const replicas = [start().watcher, start().watcher, start().watcher];
    await Promise.all(replicas.map(replica => replica.look()));
    catalog.entities = [scorecard('a', { spec: {} }), scorecard('b')];
    await Promise.all(replicas.map(replica => replica.look()));
    await Promise.all(replicas.map(replica => replica.look()));

    expect(
      recorded()
        .map(({ action }) => action)
        .sort(),
    ).toEqual(['baseline', 'create', 'update']);
  });

  it('leaves a look to a replica that was killed, until its time is over', async () => {
    await start().watcher.look();
    recorded();
    await knex('catalog_looks').update({
      taken_by: 'killed',
      taken_until: clock.now() + 60_000,
    });
    catalog.entities = [scorecard('a')];

    await start().watcher.look();
    expect(recorded()).toEqual([]);

    clock.advance(60_000);
    await start().watcher.look();
    expect(recorded()).toMatchObject([{ action: 'create' }]);
  });

  it('records that an entity cannot be processed any more, and that it can again', async () => {
    const broken = (message: string) => ({
      items: [
        { type: 'backstage.io/relation', level: 'warning', message: 'hm' },
        {
          type: 'backstage.io/catalog-processing',
          level: 'error',
          message: 'InputError',
          error: { name: 'InputError', message: `${message} token=abc123` },
        },
      ],
    });
    catalog.entities = [scorecard('a'), scorecard('b', { status: {} })];
    const { watcher } = start();
    await watcher.look();
    recorded();

    const origin = 'url:https://example.com/a';
    catalog.entities[0] = scorecard('a', { status: broken('no spec') });
    await watcher.look();
    catalog.entities[0] = scorecard('a', { status: broken('no title') });
    await start().watcher.look();
    expect(recorded()).toEqual([
      expect.objectContaining({
        action: 'fail',
        outcome: 'failed',
        entities: ['scorecard:default/a'],
        actors: [
          { type: 'service', ref: origin },
          { type: 'plugin', ref: 'plugin:catalog' },
        ],
        meta: { origin },
        error: {
          name: 'ProcessingError',
          message: expect.stringContaining('no spec'),
        },
      }),
    ]);
    const { problem } = await knex('catalog_seen')
      .where({ ref: 'scorecard:default/a' })
      .first();
    expect(problem).toContain('no title');
    expect(problem).not.toContain('abc123');

    catalog.entities[0] = scorecard('a', { spec: {} });
    await watcher.look();
    expect(
      recorded()
        .map(({ action, outcome }) => [action, outcome])
        .sort(),
    ).toEqual([
      ['recover', 'succeeded'],
      ['update', 'succeeded'],
    ]);
  });

  it('records once that the catalog refuses what it never had, in whichever replica it says so', async () => {
    const replicas = [start(), start()];
    await replicas[0].watcher.look();
    recorded();
    const refusal = {
      entity: 'scorecard:default/bad',
      location: 'url:https://example.com/bad.yaml',
      errors: [new Error('spec must not have "typo"')],
    };
    for (const { hear } of [...replicas, ...replicas]) {
      await hear(refusal);
      await hear({ ...refusal, entity: 'component:default/other' });
      await hear({ ...refusal, entity: 'nothing' });
      await hear('nothing');
    }
    expect(recorded()).toMatchObject([
      {
        action: 'fail',
        outcome: 'failed',
        actors: [{ ref: refusal.location }, { ref: 'plugin:catalog' }],
        entities: [refusal.entity],
        meta: { location: refusal.location },
        error: { message: 'spec must not have "typo"' },
      },
    ]);

    catalog.entities = [scorecard('bad')];
    await replicas[1].watcher.look();
    expect(recorded()).toMatchObject([{ action: 'create' }]);
    // Looks tell of it now.
    await replicas[0].hear(refusal);
    expect(recorded()).toEqual([]);
  });

  it('records and remembers a refusal together, or neither', async () => {
    const { watcher, hear } = start({ log: AuditLog.create(knex) });
    const refusal = { entity: 'scorecard:default/bad', errors: [{}] };
    const actions = async () =>
      (await readAll(knex)).map(({ action }) => action);
    await watcher.look();
    await knex.schema.renameTable('records', 'elsewhere');
    await hear(refusal);
    await knex.schema.renameTable('elsewhere', 'records');
    expect(await knex('catalog_refused').select()).toEqual([]);

    await Promise.all([hear(refusal), hear(refusal)]);
    expect(await actions()).toEqual(['baseline', 'fail']);
  });

  it('forgets what was refused and is in no file any more', async () => {
    const { watcher, hear } = start();
    await watcher.look();
    recorded();
    const refusal = { entity: 'scorecard:default/bad', errors: [{}] };
    await hear(refusal);
    clock.advance(25 * 3_600_000);
    await watcher.look();
    await hear(refusal);

    expect(recorded().map(({ error }) => error?.message)).toEqual([
      'The catalog does not say why',
      'The catalog does not say why',
    ]);
  });

  it('takes what was refused before anybody looked for no news', async () => {
    const { watcher, hear } = start();
    const refusal = { entity: 'scorecard:default/bad', errors: [{}] };
    await hear(refusal);
    await watcher.look();
    await hear(refusal);

    expect(recorded()).toMatchObject([{ action: 'baseline' }]);
  });

  it('takes nothing for removed where the catalog fails on the way', async () => {
    catalog.entities = ['a', 'b', 'c', 'd', 'e'].map(name => scorecard(name));
    const { watcher, logger } = start({ page: 2 });
    await watcher.look();
    expect(recorded()).toMatchObject([{ meta: { entities: 5 } }]);

    catalog.pages = 0;
    catalog.answers = page => {
      if (page % 3 === 2) {
        throw new Error('503 Service Unavailable');
      }
    };
    for (let n = 0; n < 3; n++) {
      catalog.pages = 0;
      await watcher.look();
    }
    expect(recorded()).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    catalog.answers = () => {};
    catalog.entities = catalog.entities.slice(1);
    await watcher.look();
    await watcher.look();
    expect(recorded()).toMatchObject([
      { action: 'delete', entities: ['scorecard:default/a'] },
    ]);
  });

  it('takes nothing for removed that is back in the next look', async () => {
    const [a, b] = [scorecard('a'), scorecard('b')];
    const { watcher } = start();
    for (const there of [[a, b], [b], [a, b], [b], [a, b]]) {
      catalog.entities = there;
      await watcher.look();
    }

    expect(recorded().map(({ action }) => action)).toEqual(['baseline']);
  });

  it('records a new name as one that comes and one that goes', async () => {
    catalog.entities = [scorecard('old')];
    const { watcher } = start();
    await watcher.look();
    recorded();

    catalog.entities = [scorecard('new')];
    await watcher.look();
    await watcher.look();

    expect(
      recorded().map(({ action, entities }) => [action, entities]),
    ).toEqual([
      ['create', ['scorecard:default/new']],
      ['delete', ['scorecard:default/old']],
    ]);
  });

  it('watches kinds from config, each from its own first look', async () => {
    catalog.entities = [scorecard('a'), service('shop')];
    await start().watcher.look();
    recorded();

    const kinds = ['Component', 'SCORECARD'];
    await start({ kinds }).watcher.look();
    expect(recorded().map(({ meta }) => meta)).toEqual([
      { watch: 'kind:component', entities: 1 },
      { watch: 'kind:scorecard', entities: 0 },
    ]);

    catalog.entities = [scorecard('a'), service('shop'), service('cart')];
    await start({ kinds }).watcher.look();
    expect(recorded()).toMatchObject([
      { action: 'create', entities: ['component:default/cart'] },
    ]);
  });

  it('neither records nor keeps a secret, and still notices that it changed', async () => {
    const spec = (token: string) => ({ spec: { owner: 'x', token } });
    catalog.entities = [scorecard('a', spec('hunter2'))];
    const { watcher } = start();
    await watcher.look();
    recorded();
    catalog.entities = [scorecard('a', spec('hunter3'))];
    await watcher.look();

    expect(recorded()).toMatchObject([
      {
        action: 'update',
        change: {
          before: { spec: { token: '[redacted]' } },
          after: { spec: { token: '[redacted]' } },
        },
        redacted: expect.arrayContaining(['/change/after/spec/token']),
      },
    ]);
    expect(JSON.stringify(await knex('catalog_seen').select())).not.toMatch(
      /hunter/,
    );
  });

  it('takes in more than fit into one piece', async () => {
    const names = Array.from({ length: 450 }, (_, n) => `s${n}`);
    const { watcher } = start({ page: 100 });
    await watcher.look();
    recorded();
    catalog.entities = names.map(name => scorecard(name));
    await watcher.look();
    expect(recorded()).toHaveLength(450);
    catalog.entities = [];
    await watcher.look();
    await watcher.look();
    const gone = recorded();
    expect(gone).toHaveLength(450);
    expect(new Set(gone.map(({ action }) => action))).toEqual(
      new Set(['delete']),
    );
    expect(await knex('catalog_seen').select()).toEqual([]);
  });

  it('records and remembers a change together, or neither', async () => {
    const { watcher } = start({ log: AuditLog.create(knex) });
    const actions = async () =>
      (await readAll(knex)).map(({ action }) => action);
    const fails = async (table: string) => {
      catalog.entities = [scorecard('a'), scorecard('b')];
      await knex.schema.renameTable(table, 'elsewhere');
      await watcher.look();
      await knex.schema.renameTable('elsewhere', table);
    };
    await watcher.look();
    await fails('catalog_refused');
    await fails('records');
    expect(await knex('catalog_seen').select()).toEqual([]);
    expect(await actions()).toEqual(['baseline']);

    await watcher.look();
    await watcher.look();
    expect(await actions()).toEqual(['baseline', 'create', 'create']);
  });

  it('remembers nothing that it could not record', async () => {
    const { watcher } = start();
    await watcher.look();
    recorded();
    catalog.entities = [scorecard('a')];
    const stop = new AbortController();
    stop.abort();
    await watcher.look(stop.signal);
    expect(recorded()).toEqual([]);
    await watcher.look();
    expect(recorded()).toMatchObject([{ action: 'create' }]);
  });
});

it('refuses a kind that is none', () => {
  const config = mockServices.rootConfig({
    data: { audit: { catalog: { kinds: ['Component', 'kind:template'] } } },
  });
  expect(() => createCatalogWatcher({ config } as never)).toThrow(
    'audit.catalog.kinds has "kind:template"',
  );
});
