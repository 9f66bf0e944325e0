import { databases, freshDatabase } from '../../__testUtils__/databases';
import { scorecardEntity } from '../../__testUtils__/scorecard';
import { onlyOwnedBy } from '../__testUtils__/readers';
import { createView, type View } from '../__testUtils__/views';
import {
  createWorld,
  readinessLevels,
  type World,
} from '../__testUtils__/world';
import type { EntityResult } from './EntityRowsReader';
import { toCsv } from './csv';
import type { EntitySort } from './sorting';

const names = (items: EntityResult[]) =>
  items.map(({ entity }) => entity.ref.split('/')[1]);

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

describe.each(databases.eachSupportedId())('EntityRowsReader, %s', id => {
  let world: World;
  let view: View;

  beforeEach(async () => {
    world = await createWorld(await freshDatabase(id));
    view = await createView(world);
  });

  const page = (
    request: Partial<Parameters<View['reading']['rows']['page']>[1]> = {},
  ) =>
    view.reading.rows.page(view.readiness, {
      sort: 'score',
      limit: 100,
      ...request,
    });

  it('lists the worst first, with verdicts by slot', async () => {
    const { items, total, partial, nextCursor } = await page();
    expect(names(items)).toEqual(['search', 'checkout', 'stock', 'cart']);
    expect(items.map(item => item.states)).toEqual([
      'PFF',
      'PFP',
      'PUP',
      'PPP',
    ]);
    expect(items[0]).toMatchObject({
      entity: { ref: 'component:default/search', lifecycle: 'experimental' },
      level: -1,
      score: 25,
      passed: 1,
      known: 3,
      counted: 3,
    });
    expect({ total, partial, nextCursor }).toEqual({
      total: 4,
      partial: false,
      nextCursor: undefined,
    });
  });

  it.each([
    ['name', ['checkout', 'cart', 'search', 'stock']],
    ['-name', ['stock', 'search', 'cart', 'checkout']],
    ['-score', ['cart', 'checkout', 'stock', 'search']],
    ['level', ['checkout', 'search', 'stock', 'cart']],
    ['-level', ['cart', 'checkout', 'search', 'stock']],
    ['coverage', ['stock', 'cart', 'checkout', 'search']],
    ['-coverage', ['cart', 'checkout', 'search', 'stock']],
  ] as Array<[EntitySort, string[]]>)(
    'sorts by %s, and goes on where a page ended',
    async (sort, expected) => {
      const all = await page({ sort });
      expect(names(all.items)).toEqual(expected);
      const seen: EntityResult[] = [];
      let cursor: string | undefined;
      do {
        const part = await page({ sort, limit: 1, cursor });
        expect(part.total).toBe(cursor === undefined ? 4 : undefined);
        seen.push(...part.items);
        cursor = part.nextCursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(all.items);
    },
  );

  it('refuses a cursor of another order', async () => {
    const { nextCursor } = await page({ limit: 1 });
    await expect(page({ sort: 'name', cursor: nextCursor })).rejects.toThrow(
      'query.cursor',
    );
  });

  it.each([
    [{ group: ['team-a'] }, ['checkout', 'cart']],
    [
      { group: ['group:default/dept'] },
      ['search', 'checkout', 'stock', 'cart'],
    ],
    [{ group: ['team-a', 'team-b'], tag: ['java'] }, ['search', 'cart']],
    [{ system: ['shop'], lifecycle: ['experimental'] }, ['search']],
    [{ domain: ['retail'], type: ['library'] }, []],
    [{ level: ['none'] }, ['search', 'checkout', 'stock']],
    [{ level: ['level-2'] }, ['cart']],
    [{ level: ['none', 'level-2'] }, ['search', 'checkout', 'stock', 'cart']],
    [{ check: ['covered:fail'] }, ['search', 'checkout']],
    [
      { check: ['covered:fail', 'covered:unknown'] },
      ['search', 'checkout', 'stock'],
    ],
    [{ check: ['stable:fail'] }, ['search']],
    [{ q: 'AR' }, ['search', 'cart']],
    [{ q: '=check' }, ['checkout']],
    [{ q: '%' }, []],
    [{ q: '_' }, []],
    [{ q: '' }, ['search', 'checkout', 'stock', 'cart']],
  ])('narrows by %j', async (filter, expected) => {
    const { items, total } = await page(filter);
    expect(names(items)).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  it('shows and counts only what the reader may see, and says so', async () => {
    view = await createView(world, onlyOwnedBy('group:default/team-b'));
    const { items, total, partial } = await page();
    expect(names(items)).toEqual(['search', 'stock']);
    expect({ total, partial }).toEqual({ total: 2, partial: true });
  });

  it('reads rows of an older version by its own checks while a sweep goes on', async () => {
    const [[typed, covered], [stable]] = readinessLevels;
    const fresh = { id: 'fresh', rule: 'true' };
    await world.engine.definitions.apply(
      scorecardEntity([[stable, fresh], [covered], [typed]]),
    );
    view = await createView(world);
    const before = await page();
    expect(names(before.items)).toEqual([
      'search',
      'checkout',
      'stock',
      'cart',
    ]);
    expect(before.items.map(item => item.states)).toEqual([
      'FUFP',
      'PUFP',
      'PUUP',
      'PUPP',
    ]);
    expect(names((await page({ check: ['covered:fail'] })).items)).toEqual([
      'search',
      'checkout',
    ]);
    expect((await page({ check: ['fresh:unknown'] })).total).toBe(4);
    expect((await page({ check: ['fresh:pass'] })).total).toBe(0);

    await world.settle();
    const after = await page();
    expect(after.items.map(item => item.states)).toContain('PPPP');
    expect((await page({ check: ['fresh:pass'] })).total).toBe(4);
  });

  it('exports all rows, safe to open in a spreadsheet', async () => {
    const rows = await view.reading.rows.all(view.readiness, { sort: 'name' });
    const { definition } = view.readiness.scorecard.running ?? {};
    const text = (await collect(toCsv(rows, definition))).join('');
    const [header, first, second, ...rest] = text.split('\r\n');
    expect(header).toBe(
      'entity,title,type,lifecycle,owner,system,level,score,passed,known,counted,evaluatedAt,typed,covered,stable',
    );
    expect(first).toBe(
      `component:default/checkout,"'=Checkout, ""new""",service,production,group:default/team-a,system:default/shop,none,75,2,3,3,2026-11-16T10:00:00.000Z,pass,fail,pass`,
    );
    expect(second).toContain('level-2,100,3,3,3,');
    expect(rest).toHaveLength(3);
  });

  it('counts verdicts by check, of an older version too', async () => {
    const counts = () =>
      view.reading.counts.read(view.readiness, { lifecycle: ['production'] });
    const none = { exempt: 0, notApplicable: 0 };
    expect(await counts()).toEqual({
      items: [
        { checkId: 'typed', counts: { ...none, pass: 3, fail: 0, unknown: 0 } },
        {
          checkId: 'covered',
          counts: { ...none, pass: 1, fail: 1, unknown: 1 },
        },
        {
          checkId: 'stable',
          counts: { ...none, pass: 3, fail: 0, unknown: 0 },
        },
      ],
      partial: false,
    });
    const [[, covered]] = readinessLevels;
    await world.engine.definitions.apply(
      scorecardEntity([[{ id: 'new', rule: 'true' }, covered]]),
    );
    view = await createView(world);
    expect((await counts()).items).toEqual([
      { checkId: 'new', counts: { ...none, pass: 0, fail: 0, unknown: 3 } },
      { checkId: 'covered', counts: { ...none, pass: 1, fail: 1, unknown: 1 } },
    ]);
  });
});
