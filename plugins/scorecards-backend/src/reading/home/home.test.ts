import { databases, freshDatabase } from '../../__testUtils__/databases';
import { onlyOwnedBy, type Decisions } from '../__testUtils__/readers';
import { createView } from '../__testUtils__/views';
import { createWorld, type World } from '../__testUtils__/world';
import { ownRefs, type GroupBelow } from './ownedGroups';

const below = (
  group_ref: string,
  ancestor_ref: string,
  depth: number,
): GroupBelow => ({ group_ref, ancestor_ref, depth });

/** a and b are below d, which is below c. */
const tree = [
  below('a', 'a', 0),
  below('a', 'd', 1),
  below('a', 'c', 2),
  below('b', 'b', 0),
  below('b', 'd', 1),
  below('b', 'c', 2),
  below('d', 'd', 0),
  below('d', 'c', 1),
  below('c', 'c', 0),
];
const under = (...claims: string[]) =>
  tree.filter(({ ancestor_ref }) => claims.includes(ancestor_ref));

describe('ownRefs', () => {
  it('takes in the groups below the ones that a person belongs to', () => {
    expect(ownRefs(['u', 'd'], ['d'], under('u', 'd')).sort()).toEqual([
      'a',
      'b',
      'd',
      'u',
    ]);
  });

  it('does not take in what is below groups that come from nesting', () => {
    const claims = ['u', 'a', 'd', 'c'];
    expect(ownRefs(claims, ['a'], under(...claims)).sort()).toEqual([
      'a',
      'c',
      'd',
      'u',
    ]);
    expect(ownRefs(claims, [], under(...claims)).sort()).toEqual([
      'a',
      'c',
      'd',
      'u',
    ]);
  });

  it('knows a direct member of two levels where the catalog says so', () => {
    const claims = ['u', 'a', 'd'];
    expect(ownRefs(claims, ['a', 'd'], under(...claims)).sort()).toEqual([
      'a',
      'b',
      'd',
      'u',
    ]);
  });
});

describe.each(databases.eachSupportedId())('HomeReader, %s', id => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(await freshDatabase(id));
  });

  async function home(
    claims: string[],
    decisions: Decisions = {},
    userRef = 'user:default/nobody',
  ) {
    const { reading, reader, scorecards } = await createView(world, decisions);
    return reading.home.read({ userRef, claims }, reader, scorecards);
  }

  it('sums up what a person owns and tells what gains most', async () => {
    const answer = await home(['group:default/team-a']);
    expect(answer.entities).toBe(2);
    expect(answer.scorecards).toMatchObject([
      {
        ref: 'scorecard:default/readiness',
        title: 'Readiness',
        summary: { entities: 2, score: 87.5, levels: [1, 0, 1] },
      },
    ]);
    expect(answer.fixes).toMatchObject([
      {
        checkId: 'covered',
        gain: 25,
        scorecardTitle: 'Readiness',
        entity: { ref: 'component:default/checkout' },
      },
    ]);
    expect(
      answer.worst.map(({ entity, worstCheck }) => [entity.ref, worstCheck]),
    ).toEqual([
      ['component:default/checkout', 'Is covered'],
      ['component:default/cart', undefined],
    ]);
  });

  it('takes in nested groups, and of each entity the fix that gains most', async () => {
    const answer = await home(['group:default/dept']);
    expect(answer.entities).toBe(4);
    expect(
      answer.fixes.map(fix => [fix.entity.ref, fix.checkId, fix.gain]),
    ).toEqual([
      ['component:default/search', 'stable', 50],
      ['component:default/checkout', 'covered', 25],
      ['component:default/stock', 'covered', 25],
    ]);
  });

  it('keeps to the own team where the portal lists the groups above it', async () => {
    const claims = ['team-a', 'dept', 'company'].map(g => `group:default/${g}`);
    expect((await home(claims)).entities).toBe(2);
    expect((await home(claims, {}, 'user:default/ann')).entities).toBe(2);
  });

  it('leaves out what the reader may not see', async () => {
    const answer = await home(
      ['group:default/dept'],
      onlyOwnedBy('group:default/team-b'),
    );
    expect(answer.entities).toBe(2);
    expect(answer.worst.map(({ entity }) => entity.ref)).toEqual([
      'component:default/search',
      'component:default/stock',
    ]);
  });

  it('is empty for who owns nothing', async () => {
    expect(await home([])).toEqual({
      entities: 0,
      scorecards: [],
      fixes: [],
      worst: [],
    });
  });
});
