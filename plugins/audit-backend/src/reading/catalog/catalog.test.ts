import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { catalogOptions, entities } from '../../__testUtils__/world';
import { GroupMembers } from './GroupMembers';
import { OwnedEntities } from './OwnedEntities';
import { Remembered } from './Remembered';

describe('GroupMembers', () => {
  it('are those of nested groups too, of each once, in a circle even', async () => {
    const members = GroupMembers.create(catalogOptions());

    expect(await members.of(['group:default/web'])).toEqual([
      'user:default/ann',
    ]);
    expect(await members.of(['group:default/loop'])).toEqual([
      'user:default/ann',
      'user:default/bob',
    ]);
    expect(await members.of(['group:default/none'])).toEqual([]);
  });
});

describe('OwnedEntities', () => {
  it('are those of any of the claims, over pages', async () => {
    const component = entities[6];
    const many = Array.from({ length: 12_000 }, (_, n) => ({
      ...component,
      metadata: { name: `c-${n}`, namespace: 'default' },
    }));
    const catalog = catalogServiceMock({ entities: [...entities, ...many] });
    const owned = OwnedEntities.create({ catalog, auth: mockServices.auth() });

    const refs = await owned.by(['group:default/web', 'user:default/ann']);

    expect(new Set(refs).size).toBe(12_001);
    expect(await owned.by(['group:default/product'])).toEqual([
      'component:default/till',
    ]);
    expect(await owned.by([])).toEqual([]);
  });
});

describe('Remembered', () => {
  it('asks once in a while, and again after an error', async () => {
    let now = 1000;
    const ask = jest.fn(async () => now);
    const options = { keptMs: 100, most: 10, now: () => now };
    const remembered = Remembered.create<number>(options);

    await Promise.all([remembered.get('a', ask), remembered.get('a', ask)]);
    now += 99;
    expect(await remembered.get('a', ask)).toBe(1000);
    expect(ask).toHaveBeenCalledTimes(1);
    now += 1;
    expect(await remembered.get('a', ask)).toBe(1100);

    ask.mockRejectedValueOnce(new Error('down'));
    await expect(remembered.get('b', ask)).rejects.toThrow('down');
    expect(await remembered.get('b', ask)).toBe(1100);
  });

  it('does not keep more than it should', async () => {
    const ask = jest.fn(async () => 1);
    const options = { keptMs: 100, most: 2, now: () => 0 };
    const remembered = Remembered.create<number>(options);
    for (const key of ['a', 'b', 'c', 'a']) {
      await remembered.get(key, ask);
    }
    expect(ask).toHaveBeenCalledTimes(4);
  });
});
