import { mockCredentials } from '@backstage/backend-test-utils';
import {
  scorecardsRoutes,
  type ApiRoute,
  type RouteId,
  type RouteResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import request from 'supertest';
import { databases, freshDatabase } from './__testUtils__/databases';
import { createApi, type TestApi } from './reading/__testUtils__/api';
import {
  conditional,
  DENY,
  onlyOwnedBy,
  type Decisions,
} from './reading/__testUtils__/readers';
import { createWorld, type World } from './reading/__testUtils__/world';

const scorecard = '/v1/scorecards/default/readiness';
const cart = encodeURIComponent('component:default/cart');

/** A call of each operation that succeeds. */
const calls: Record<RouteId, { path: string; body?: object }> = {
  listScorecards: { path: '/v1/scorecards' },
  getScorecard: { path: scorecard },
  listVersions: { path: `${scorecard}/versions` },
  getCheckCounts: { path: `${scorecard}/checks` },
  getRollup: { path: `${scorecard}/rollup?by=group&since=2026-11-16` },
  listEntities: { path: `${scorecard}/entities` },
  exportEntities: { path: `${scorecard}/entities.csv` },
  getTrend: { path: `${scorecard}/trend` },
  getMovement: { path: `${scorecard}/movement` },
  listTransitions: { path: `${scorecard}/transitions` },
  getEntityScorecards: { path: `/v1/entities/${cart}/scorecards` },
  getEntityFacts: { path: `/v1/entities/${cart}/facts` },
  refreshEntity: { path: `/v1/entities/${cart}/refresh` },
  pushFact: { path: `/v1/facts/coverage/${cart}`, body: { line: 81 } },
  pushFacts: {
    path: '/v1/facts/coverage',
    body: { items: [{ entityRef: 'component:cart', fact: { line: 81 } }] },
  },
  listSources: { path: '/v1/sources' },
  getHome: { path: '/v1/home' },
};
const ids = Object.keys(calls) as RouteId[];

/** Calls that name what is not there. */
const missing: Array<[RouteId, string]> = [
  ...ids
    .filter(id => calls[id].path.startsWith(scorecard))
    .map((id): [RouteId, string] => [
      id,
      calls[id].path.replace('readiness', 'nothing'),
    ]),
  ...ids
    .filter(id => calls[id].path.includes(cart))
    .map((id): [RouteId, string] => [
      id,
      calls[id].path.replace(cart, encodeURIComponent('component:default/no')),
    ]),
];

/** Calls that are malformed, and how the answer names the field. */
const malformed: Array<[RouteId, string, object | undefined, string]> = [
  ['getCheckCounts', '/checks?check=covered:good', undefined, 'query.check'],
  ['getCheckCounts', '/checks?check=nothing:fail', undefined, 'query.check'],
  ['getRollup', '/rollup?by=colour', undefined, 'query.by'],
  ['getRollup', '/rollup?by=group&since=monday', undefined, 'query.since'],
  ['listEntities', '/entities?limit=0', undefined, 'query.limit'],
  ['listEntities', '/entities?sort=luck', undefined, 'query.sort'],
  ['listEntities', '/entities?level=platinum', undefined, 'query.level'],
  ['listEntities', '/entities?group=group:', undefined, 'query.group'],
  ['listEntities', '/entities?cursor=xyz', undefined, 'query.cursor'],
  ['exportEntities', '/entities.csv?level=x', undefined, 'query.level'],
  ['getTrend', '/trend?days=many', undefined, 'query.days'],
  ['getTrend', '/trend?by=group', undefined, 'query.value'],
  ['getMovement', '/movement?days=366', undefined, 'query.days'],
  ['listTransitions', '/transitions?cause=luck', undefined, 'query.cause'],
  ['listTransitions', '/transitions?entityRef=x', undefined, 'query.entityRef'],
  ['listTransitions', '/transitions?cursor=xyz', undefined, 'query.cursor'],
  ['getEntityScorecards', '/v1/entities/x/scorecards', undefined, 'entityRef'],
  ['getEntityFacts', '/v1/entities/x/facts', undefined, 'entityRef'],
  ['refreshEntity', '/v1/entities/x/refresh', undefined, 'entityRef'],
  ['pushFact', '/v1/facts/coverage/x', {}, 'path.entityRef'],
  ['pushFact', `/v1/facts/coverage/${cart}`, [1], 'body'],
  ['pushFact', `/v1/facts/coverage/${cart}`, { line: '8' }, 'body/line'],
  ['pushFacts', '/v1/facts/coverage', { items: [] }, 'body.items'],
  [
    'pushFacts',
    '/v1/facts/coverage',
    { items: [{ entityRef: 'component:a/b', fact: 1 }] },
    'body.items[0].fact',
  ],
  [
    'pushFacts',
    '/v1/facts/coverage',
    { items: [{ entityRef: 'x', fact: {} }] },
    'body.items[0].entityRef',
  ],
];

/** What each operation needs besides reading scorecards. */
const needed: Array<[RouteId, string]> = [
  ...ids
    .filter(id => !/facts|entities\/|sources/.test(calls[id].path))
    .map((id): [RouteId, string] => [id, 'scorecards.scorecard.read']),
  ['getEntityScorecards', 'scorecards.scorecard.read'],
  ['getCheckCounts', 'scorecards.verdict.read'],
  ['getRollup', 'scorecards.verdict.read'],
  ['listEntities', 'scorecards.verdict.read'],
  ['exportEntities', 'scorecards.verdict.read'],
  ['getTrend', 'scorecards.verdict.read'],
  ['getMovement', 'scorecards.verdict.read'],
  ['listTransitions', 'scorecards.verdict.read'],
  ['getEntityFacts', 'scorecards.fact.read'],
  ['listSources', 'scorecards.fact.read'],
  ['refreshEntity', 'scorecards.entity.refresh'],
  ['pushFact', 'scorecards.fact.write'],
  ['pushFacts', 'scorecards.fact.write'],
];

describe.each(databases.eachSupportedId())('the API on %s', databaseId => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(await freshDatabase(databaseId));
  });

  function send(
    api: TestApi,
    id: RouteId,
    call: { path: string; body?: object } = calls[id],
    authorization?: string,
  ) {
    const route: ApiRoute = scorecardsRoutes[id];
    const sent = request(api.app)[route.method](call.path);
    if (authorization) {
      sent.set('Authorization', authorization);
    }
    return call.body ? sent.send(call.body) : sent;
  }

  async function get<Id extends RouteId>(
    api: TestApi,
    id: Id,
    path = calls[id].path,
  ): Promise<RouteResponse<Id>> {
    const response = await send(api, id, { path });
    expect(response.body.error?.message).toBeUndefined();
    expect(response.status).toBe(200);
    return response.body;
  }

  /** Each test may refresh as if nobody had. */
  function restoreBudgets() {
    return world.knex('rate_budgets').delete();
  }

  it.each(ids)('answers %s in the declared shape', async id => {
    await restoreBudgets();
    const response = await send(createApi(world), id);
    expect(response.status).toBe(200);
    const route: ApiRoute = scorecardsRoutes[id];
    const answer = route.produces ? response.text : response.body;
    expect(route.response.parse(answer)).toEqual(answer);
  });

  it.each(ids)('answers %s to who sees a part in the same shape', async id => {
    await restoreBudgets();
    const api = createApi(world, onlyOwnedBy('group:default/team-a'));
    const response = await send(api, id);
    expect(response.status).toBe(200);
    const route: ApiRoute = scorecardsRoutes[id];
    const answer = route.produces ? response.text : response.body;
    expect(route.response.parse(answer)).toEqual(answer);
    expect(JSON.stringify(answer)).not.toContain('default/stock');
  });

  it.each(ids)('refuses %s to strangers', async id => {
    const api = createApi(world);
    const none = mockCredentials.none.header();
    expect((await send(api, id, calls[id], none)).status).toBe(401);
    const invalid = mockCredentials.user.invalidHeader();
    expect((await send(api, id, calls[id], invalid)).status).toBe(401);
  });

  it.each(malformed)('refuses %s of %s, naming the field', async (...args) => {
    const [id, rest, body, field] = args;
    const path = rest.startsWith('/v1') ? rest : `${scorecard}${rest}`;
    const response = await send(createApi(world), id, { path, body });
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(field),
    });
    expect(response.status).toBe(400);
  });

  it.each(needed)('refuses %s without %s', async (id, permission) => {
    await restoreBudgets();
    const response = await send(createApi(world, { [permission]: DENY }), id);
    expect(response.body.error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(permission),
    });
    expect(response.status).toBe(403);
  });

  it.each(missing)('answers 404 to %s of %s', async (id, path) => {
    await restoreBudgets();
    const { body } = calls[id];
    const response = await send(createApi(world), id, { path, body });
    expect(response.status).toBe(404);
  });

  it.each(ids.filter(id => calls[id].path.includes(cart)))(
    'hides from %s that an entity is there which may not be seen',
    async id => {
      await restoreBudgets();
      const api = createApi(world, onlyOwnedBy('group:default/team-b'));
      const response = await send(api, id);
      expect(response.status).toBe(404);
      expect(api.pushed).toEqual([]);
      expect(api.refreshed).toEqual([]);
    },
  );

  it('hides scorecards by conditions', async () => {
    const owner = (ref: string): Decisions => ({
      'scorecards.scorecard.read': conditional(
        'scorecards',
        'scorecards-scorecard',
        {
          rule: 'IS_SCORECARD_OWNER',
          resourceType: 'scorecards-scorecard',
          params: { claims: [ref] },
        },
      ),
    });
    const mine = createApi(world, owner('group:default/platform'));
    expect((await get(mine, 'listScorecards')).items).toHaveLength(1);
    const others = createApi(world, owner('group:default/others'));
    expect((await get(others, 'listScorecards')).items).toEqual([]);
    expect((await send(others, 'getScorecard')).status).toBe(404);
  });

  it('shows a scorecard without numbers to who may not read verdicts', async () => {
    const tagged = conditional('scorecards', 'scorecards-scorecard', {
      rule: 'HAS_TAG',
      resourceType: 'scorecards-scorecard',
      params: { tag: 'money' },
    });
    const api = createApi(world, { 'scorecards.verdict.read': tagged });
    const { items } = await get(api, 'listScorecards');
    expect(items).toMatchObject([{ partial: true, summary: { entities: 0 } }]);
    expect((await send(api, 'listEntities')).status).toBe(403);
    expect((await get(api, 'getEntityScorecards')).items).toEqual([]);
  });

  it('takes an entity ref with its slash as it is', async () => {
    const api = createApi(world);
    const path = '/v1/entities/component:default/cart/scorecards';
    const answer = await get(api, 'getEntityScorecards', path);
    expect(answer.entityRef).toBe('component:default/cart');
    const pushed = await send(api, 'pushFact', {
      path: '/v1/facts/coverage/Component:Default/cart',
      body: { line: 1 },
    });
    expect(pushed.status).toBe(200);
    expect(api.pushed).toEqual([
      { entityRef: 'component:default/cart', fact: { line: 1 } },
    ]);
  });

  it('refuses a body that is not JSON', async () => {
    const { app } = createApi(world);
    const put = () => request(app).put(calls.pushFact.path);
    const broken = await put().type('json').send('{"line":');
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toContain('body: is not valid JSON');
    const text = await put().type('text').send('line=80');
    expect(text.status).toBe(400);
    expect(text.body.error.message).toContain('application/json');
  });

  it('lets services push and read, and keeps the home page to people', async () => {
    const api = createApi(world);
    const service = mockCredentials.service.header();
    const push = await send(api, 'pushFact', calls.pushFact, service);
    expect(push.status).toBe(200);
    const list = await send(api, 'listScorecards', undefined, service);
    expect(list.status).toBe(200);
    const home = await send(api, 'getHome', undefined, service);
    expect(home.status).toBe(403);
  });

  it('has the catalog asked about an entity before it says that there is none', async () => {
    const api = createApi(world, onlyOwnedBy('group:default/team-a'));
    const path = '/v1/facts/coverage/component:default/just-added';
    const response = await send(api, 'pushFact', { path, body: { line: 1 } });
    expect(response.status).toBe(404);
    await send(api, 'pushFacts');
    expect(api.known).toEqual([
      'component:default/just-added',
      'component:default/cart',
    ]);
  });

  it('takes pushes of a token that may do nothing else', async () => {
    const api = createApi(world, {
      'catalog.entity.read': DENY,
      'scorecards.scorecard.read': DENY,
      'scorecards.verdict.read': DENY,
      'scorecards.fact.read': DENY,
    });
    const service = mockCredentials.service.header();
    for (const id of ['pushFact', 'pushFacts'] as const) {
      expect((await send(api, id, calls[id], service)).status).toBe(200);
    }
    expect(api.pushed).toHaveLength(2);
    expect((await send(api, 'pushFact')).status).toBe(404);
  });

  it('takes of a bulk push what is about entities that the caller may see', async () => {
    const api = createApi(world, onlyOwnedBy('group:default/team-a'));
    const item = (name: string, value: unknown) => ({
      entityRef: `component:default/${name}`,
      fact: { line: value },
    });
    const items = [item('stock', 1), item('cart', 2), item('checkout', 'x')];
    const response = await send(api, 'pushFacts', {
      path: calls.pushFacts.path,
      body: { items },
    });
    expect(response.body.items).toMatchObject([
      { entityRef: 'component:default/stock', outcome: 'refused' },
      { entityRef: 'component:default/cart', outcome: 'changed' },
      { entityRef: 'component:default/checkout', outcome: 'refused' },
    ]);
    expect(api.pushed.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/cart',
      'component:default/checkout',
    ]);
    expect(api.audit).toEqual([
      { outcome: 'success', meta: { changed: 1, unchanged: 0, refused: 2 } },
    ]);
  });

  it('audits what is changed, and what is refused', async () => {
    await restoreBudgets();
    const api = createApi(world);
    await send(api, 'refreshEntity');
    await send(api, 'pushFact', {
      path: calls.pushFact.path,
      body: { line: 'x' },
    });
    expect(api.auditor.createEvent.mock.calls.map(([event]) => event)).toEqual([
      expect.objectContaining({
        eventId: 'entity-refresh',
        severityLevel: 'medium',
        meta: { actionType: 'refresh', entityRef: 'component:default/cart' },
      }),
      expect.objectContaining({
        eventId: 'fact-write',
        meta: {
          actionType: 'push',
          source: 'coverage',
          entityRef: 'component:default/cart',
        },
      }),
    ]);
    expect(api.audit.map(({ outcome }) => outcome)).toEqual([
      'success',
      'fail',
    ]);
  });

  it('limits how often an entity is refreshed, and says when to come back', async () => {
    await restoreBudgets();
    const api = createApi(world);
    expect((await send(api, 'refreshEntity')).status).toBe(200);
    const response = await send(api, 'refreshEntity');
    expect(response.status).toBe(429);
    const seconds = Number(response.headers['retry-after']);
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(response.body.error.message).toContain(
      `component:default/cart was just refreshed; try again in ${seconds} s`,
    );
    expect(api.refreshed).toEqual(['component:default/cart']);
  });

  it('lets an entity be refreshed again after half a minute', async () => {
    await restoreBudgets();
    const api = createApi(world);
    await send(api, 'refreshEntity');
    await world.knex('rate_budgets').decrement('updated_at', 30_000);
    expect((await send(api, 'refreshEntity')).status).toBe(200);
  });

  it('limits how often one caller refreshes, whatever the entity', async () => {
    await restoreBudgets();
    const api = createApi(world);
    for (let n = 0; n < 10; n++) {
      await send(api, 'refreshEntity');
    }
    const other = { path: '/v1/entities/component:default/search/refresh' };
    const response = await send(api, 'refreshEntity', other);
    expect(response.status).toBe(429);
    expect(response.body.error.message).toContain('You refresh too often');
    const service = mockCredentials.service.header();
    const second = await send(api, 'refreshEntity', other, service);
    expect(second.status).toBe(200);
  });

  it('serves its OpenAPI document to those who are signed in', async () => {
    const { app } = createApi(world);
    const response = await request(app).get('/v1/openapi.json');
    expect(response.body.openapi).toBe('3.0.3');
    const stranger = await request(app)
      .get('/v1/openapi.json')
      .set('Authorization', mockCredentials.none.header());
    expect(stranger.status).toBe(401);
  });
});
