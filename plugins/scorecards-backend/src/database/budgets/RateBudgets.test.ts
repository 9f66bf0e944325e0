import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { LONGEST_BLOCK_MS, RateBudgets } from './RateBudgets';

const START = 1_900_000_000_000;
const limit = { requests: 3, perMs: 60_000 };
const granted = { granted: true };

describe.each(databases.eachSupportedId())('RateBudgets on %s', id => {
  let knex: Knex;
  let now: number;
  let budgets: RateBudgets;

  beforeAll(async () => {
    knex = await freshDatabase(id);
    budgets = RateBudgets.create(knex, () => now);
  });

  beforeEach(async () => {
    now = START;
    await knex('rate_budgets').delete();
  });

  async function drain() {
    for (let i = 0; i < limit.requests; i++) {
      expect(await budgets.take('a', limit)).toEqual(granted);
    }
  }

  it('grants what the limit allows, and says how long to wait for more', async () => {
    await drain();

    expect(await budgets.take('a', limit)).toEqual({
      granted: false,
      waitMs: 20_000,
      blocked: false,
    });
    expect(await budgets.take('b', limit)).toEqual(granted);
    now += 19_999;
    expect(await budgets.take('a', limit)).toMatchObject({ waitMs: 1 });
    now += 1;
    expect(await budgets.take('a', limit)).toEqual(granted);
  });

  it('never keeps more than the limit', async () => {
    await drain();
    now += 10 * limit.perMs;

    await drain();
    expect(await budgets.take('a', limit)).toMatchObject({ granted: false });
  });

  it('grants each token once, however many ask together', async () => {
    const permits = await Promise.all(
      Array.from({ length: 20 }, () => budgets.take('a', limit)),
    );

    expect(permits.filter(permit => permit.granted)).toHaveLength(3);
  });

  it('keeps everybody away while the other side wants that', async () => {
    await budgets.take('a', limit);
    await budgets.block('a', now + 90_000);

    const refused = { granted: false, waitMs: 90_000, blocked: true };
    expect(await budgets.take('a', limit)).toEqual(refused);
    expect(await budgets.take('a')).toEqual(refused);
    await budgets.block('a', now + 10_000);
    expect(await budgets.take('a', limit)).toEqual(refused);

    now += 90_000;
    expect(await budgets.take('a', limit)).toEqual(granted);
    expect(await budgets.take('a')).toEqual(granted);
  });

  it('does not believe in endless bans', async () => {
    await budgets.block('a', now + 100 * LONGEST_BLOCK_MS);

    expect(await budgets.take('a')).toMatchObject({ waitMs: LONGEST_BLOCK_MS });
  });

  it('does not wait for a clock that was set back', async () => {
    await drain();
    await budgets.block('a', now + LONGEST_BLOCK_MS);
    now -= 5 * LONGEST_BLOCK_MS;

    expect(await budgets.take('a', limit)).toEqual(granted);
    expect(await budgets.take('a')).toEqual(granted);
  });

  it('tells what is left', async () => {
    expect(await budgets.read('a', limit)).toEqual({ limit: 3, remaining: 3 });

    await budgets.take('a', limit);
    expect(await budgets.read('a', limit)).toEqual({
      limit: 3,
      remaining: 2,
      resetsAt: now + 20_000,
    });
    await budgets.block('a', now + 30_000);
    expect(await budgets.read('a', limit)).toEqual({
      limit: 3,
      remaining: 0,
      resetsAt: now + 30_000,
    });
  });

  it('works with limits that do not divide evenly', async () => {
    const odd = { requests: 7, perMs: 1000 };
    for (let i = 0; i < 7; i++) await budgets.take('a', odd);

    const permit = await budgets.take('a', odd);
    expect(permit).toMatchObject({ granted: false, waitMs: 143 });
    now += 143;
    expect(await budgets.take('a', odd)).toEqual(granted);
  });
});
