import type { RollupDimension } from '@daytwo/backstage-plugin-scorecards-common';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { onlyOwnedBy } from '../__testUtils__/readers';
import { createView } from '../__testUtils__/views';
import { createWorld, DAY_MS, type World } from '../__testUtils__/world';

describe.each(databases.eachSupportedId())('RollupReader, %s', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await freshDatabase(id));
  });

  async function read(
    by: RollupDimension,
    options: { since?: string; claims?: string[] } = {},
  ) {
    const { claims, since } = options;
    const view = await createView(world, claims && onlyOwnedBy(...claims));
    return view.reading.rollups.read(view.readiness, { by, since });
  }

  it('sums up groups as a tree, with titles', async () => {
    const { items, partial, asOf } = await read('group');
    expect(items.map(item => [item.value, item.title, item.parent])).toEqual([
      ['group:default/company', undefined, undefined],
      ['group:default/team-b', undefined, 'group:default/dept'],
      ['group:default/team-a', 'Team A', 'group:default/dept'],
      ['group:default/dept', 'The department', 'group:default/company'],
    ]);
    const [company, teamB] = items;
    expect(company.summary).toEqual({
      entities: 4,
      score: (25 + 75 + 75 + 100) / 4,
      passed: 8,
      known: 11,
      counted: 12,
      levels: [3, 0, 1],
    });
    expect(teamB.worstCheck).toEqual({
      checkId: 'covered',
      title: 'Is covered',
      failing: 1,
    });
    expect({ partial, asOf }).toEqual({
      partial: false,
      asOf: '2026-11-16T10:00:00.000Z',
    });
  });

  it.each([
    ['system', ['system:default/shop']],
    ['domain', ['domain:default/retail']],
    ['type', ['service']],
    ['lifecycle', ['experimental', 'production']],
    ['tag', ['java']],
  ] as Array<[RollupDimension, string[]]>)(
    'sums up by %s',
    async (by, values) => {
      const { items } = await read(by);
      expect(items.map(item => item.value)).toEqual(values);
    },
  );

  it('gives who sees a part the numbers of that part', async () => {
    const { items, partial } = await read('group', {
      claims: ['group:default/team-b'],
    });
    expect(partial).toBe(true);
    expect(items.map(item => [item.value, item.summary.entities])).toEqual([
      ['group:default/company', 2],
      ['group:default/dept', 2],
      ['group:default/team-b', 2],
    ]);
    expect(items[0].summary).toEqual({
      entities: 2,
      score: 50,
      passed: 3,
      known: 5,
      counted: 6,
      levels: [2, 0, 0],
    });
    // The names of groups that the reader may not see are not told.
    expect(items.map(item => item.title)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(['group', 'system', 'type', 'lifecycle', 'tag'] as const)(
    'reckons by %s what is stored, where a condition hides nothing',
    async by => {
      const all = await read(by);
      const reckoned = await read(by, {
        claims: ['group:default/team-a', 'group:default/team-b'],
      });
      const plain = (items: typeof all.items) =>
        items
          .map(({ title: _, ...item }) => item)
          .sort((a, b) => (a.value < b.value ? -1 : 1));
      expect(plain(reckoned.items)).toEqual(plain(all.items));
    },
  );

  it('tells the score of an earlier day, stored and reckoned alike', async () => {
    world.clock.now += 3 * DAY_MS;
    await world.setLine('search', 95);
    await world.setLine('cart', 10);
    await world.settle();
    const since = '2026-11-17';
    const stored = await read('group', { since });
    const before = Object.fromEntries(
      stored.items.map(item => [item.value.split('/')[1], item.scoreBefore]),
    );
    expect(before).toEqual({
      company: 68.75,
      dept: 68.75,
      'team-a': 87.5,
      'team-b': 50,
    });
    expect(stored.items[0].summary.score).toBe((50 + 75 + 75 + 75) / 4);
    const reckoned = await read('group', {
      since,
      claims: ['group:default/team-b'],
    });
    expect(reckoned.items.map(item => item.scoreBefore)).toEqual([50, 50, 50]);
    expect(reckoned.items[0].summary.score).toBe((50 + 75) / 2);
  });

  it('tells no earlier score where history does not reach so far', async () => {
    const { items } = await read('group', { since: '2026-11-01' });
    expect(items.map(item => item.scoreBefore)).toEqual(
      items.map(() => undefined),
    );
    const reckoned = await read('group', {
      since: '2026-11-01',
      claims: ['group:default/team-b'],
    });
    expect(reckoned.items[0].scoreBefore).toBeUndefined();
  });
});
