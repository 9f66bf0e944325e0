import { databases, freshDatabase } from '../../__testUtils__/databases';
import { onlyOwnedBy } from '../__testUtils__/readers';
import { createView, type View } from '../__testUtils__/views';
import { createWorld, DAY_MS, type World } from '../__testUtils__/world';

describe.each(databases.eachSupportedId())('history, %s', id => {
  let world: World;
  let view: View;

  beforeAll(async () => {
    world = await createWorld(await freshDatabase(id));
    world.clock.now += DAY_MS;
    await world.setLine('search', 95);
    await world.setLine('stock', 95);
    await world.settle();
    world.clock.now += DAY_MS;
    await world.setLine('cart', 10);
    await world.settle();
    view = await createView(world);
  });

  const trend = (
    of: View,
    request: { days?: number; by?: 'group'; value?: string } = {},
  ) => of.reading.trends.read(of.readiness, { days: 90, ...request });

  const scoresOf = (answer: Awaited<ReturnType<typeof trend>>) =>
    answer.items.map(({ day, summary }) => [day, summary.score]);

  it('tells the numbers of each day, oldest first', async () => {
    const answer = await trend(view);
    expect(answer.partial).toBe(false);
    expect(scoresOf(answer)).toEqual([
      ['2026-11-16', 68.75],
      ['2026-11-17', 81.25],
      ['2026-11-18', 75],
    ]);
    expect(scoresOf(await trend(view, { days: 1 }))).toEqual([
      ['2026-11-18', 75],
    ]);
  });

  it('tells the numbers of one group', async () => {
    const answer = await trend(view, {
      by: 'group',
      value: 'group:default/team-b',
    });
    expect(scoresOf(answer)).toEqual([
      ['2026-11-16', 50],
      ['2026-11-17', 75],
      ['2026-11-18', 75],
    ]);
  });

  it('reckons the same for who sees a part, of that part', async () => {
    const part = await createView(world, onlyOwnedBy('group:default/team-b'));
    const answer = await trend(part);
    expect(answer.partial).toBe(true);
    expect(scoresOf(answer)).toEqual([
      ['2026-11-16', 50],
      ['2026-11-17', 75],
      ['2026-11-18', 75],
    ]);
    expect(answer.items[0].summary).toEqual({
      entities: 2,
      score: 50,
      passed: 3,
      known: 5,
      counted: 6,
      levels: [2, 0, 0],
    });
    const other = await trend(part, {
      by: 'group',
      value: 'group:default/team-a',
    });
    expect(other.items.map(item => item.summary.entities)).toEqual([0]);
  });

  it('says why the numbers moved', async () => {
    const movement = await view.reading.transitions.movement(
      view.readiness,
      30,
    );
    expect(movement).toEqual({
      from: '2026-10-19T10:00:00.000Z',
      to: '2026-11-18T10:00:00.000Z',
      causes: [
        {
          cause: 'entityEntered',
          improved: 0,
          worsened: 0,
          other: 4,
          entities: 4,
        },
        {
          cause: 'factChanged',
          improved: 2,
          worsened: 1,
          other: 0,
          entities: 3,
        },
      ],
      partial: false,
    });
    const part = await createView(world, onlyOwnedBy('group:default/team-a'));
    const own = await part.reading.transitions.movement(part.readiness, 1);
    expect(own.causes).toEqual([
      { cause: 'factChanged', improved: 0, worsened: 1, other: 0, entities: 1 },
    ]);
  });

  const list = (
    of: View,
    request: Partial<
      Parameters<View['reading']['transitions']['list']>[1]
    > = {},
  ) => of.reading.transitions.list(of.readiness, { limit: 100, ...request });

  it('lists changes, newest first, with what was read', async () => {
    const { items } = await list(view);
    expect(items).toHaveLength(7);
    expect(items[0]).toEqual({
      id: expect.any(String),
      at: '2026-11-18T10:00:00.000Z',
      scorecardRef: 'scorecard:default/readiness',
      entityRef: 'component:default/cart',
      checkId: 'covered',
      from: 'pass',
      to: 'fail',
      cause: 'factChanged',
      version: 1,
      evidence: { values: [{ text: 'facts.coverage.line', value: 10 }] },
    });
    expect(items[6]).toMatchObject({ cause: 'entityEntered' });
    expect(items[6]).not.toHaveProperty('checkId');
  });

  it('lists them page by page', async () => {
    const all = await list(view);
    const seen = [];
    let cursor: string | undefined;
    do {
      const part = await list(view, { limit: 2, cursor });
      seen.push(...part.items);
      cursor = part.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.items);
  });

  it('narrows them by entity, check and cause', async () => {
    const refs = async (request: object) =>
      (await list(view, request)).items.map(item => item.entityRef);
    const cart = 'component:default/cart';
    expect(await refs({ entityRef: 'Component:cart' })).toEqual([cart, cart]);
    expect(await refs({ checkId: 'covered', entityRef: cart })).toEqual([cart]);
    expect(await refs({ checkId: 'typed' })).toEqual([]);
    expect(await refs({ cause: 'entityEntered' })).toHaveLength(4);
    expect(await refs({ entityRef: 'component:default/no' })).toEqual([]);
  });

  it('lists only changes of entities that the reader may see', async () => {
    const part = await createView(world, onlyOwnedBy('group:default/team-a'));
    const { items } = await list(part);
    expect(new Set(items.map(item => item.entityRef))).toEqual(
      new Set(['component:default/cart', 'component:default/checkout']),
    );
  });

  it('keeps the history of an entity that is gone, for those who may see all', async () => {
    const gone = await createWorld(await freshDatabase(id));
    const [{ id: stockId }] = await gone
      .knex('entities')
      .where({ ref: 'component:default/stock' });
    await gone.knex('former_entities').insert({
      id: stockId,
      ref: 'component:default/stock',
      removed_at: gone.clock.now,
    });
    await gone.knex('entities').where({ id: stockId }).delete();
    const entityRef = 'component:default/stock';
    const { items } = await list(await createView(gone), { entityRef });
    expect(items).toMatchObject([{ entityRef, cause: 'entityEntered' }]);
    const part = await createView(gone, onlyOwnedBy('group:default/team-b'));
    expect((await list(part, { entityRef })).items).toEqual([]);
  });
});
