import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import {
  changeFact,
  createChecks,
  createScorecard,
  factOf,
  Random,
  sources,
} from '../generator';
import { check } from '../harness/check';
import type { Figure } from '../harness/Figure';
import { checkVerdicts } from '../harness/verdicts';
import { World } from '../harness/World';
import { keepDay, type FactWrite } from '../internals';
import type { Scenario, ScenarioContext } from './Scenario';

const CHECKS = 50;
const SHARE = 0.01;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const YEAR_DAYS = 365;
const GIGABYTE = 1024 ** 3;

/** Current facts by source and index, as the outside systems have them. */
type Facts = Map<string, Map<number, JsonObject>>;

function factsNow(seed: number, components: number): Facts {
  return new Map(
    sources.map(source => {
      const known = Array.from(
        { length: components },
        (_, index) => [index, factOf(source, { seed, index })] as const,
      ).filter((item): item is readonly [number, JsonObject] => !!item[1]);
      return [source.id, new Map(known)];
    }),
  );
}

/** One of a hundred facts differs in one field. */
function changeSome(world: World, facts: Facts, random: Random): FactWrite[] {
  return sources.flatMap(source => {
    const known = facts.get(source.id) ?? new Map<number, JsonObject>();
    const picked = random.sample(
      [...known.keys()],
      Math.round(known.size * SHARE),
    );
    return picked.map(index => {
      const fact = changeFact(source, known.get(index) ?? {}, random);
      known.set(index, fact);
      return world.toWrite(index, source.id, fact);
    });
  });
}

/** All that a source says once a day again, so that nothing grows stale. */
function sayAgain(world: World, facts: Facts): FactWrite[] {
  return [...facts].flatMap(([source, known]) =>
    [...known].map(([index, fact]) => world.toWrite(index, source, fact)),
  );
}

/** Bytes by table, indexes and all included. */
async function sizes(knex: Knex): Promise<Map<string, number>> {
  const { rows } = await knex.raw<{
    rows: Array<{ name: string; bytes: string }>;
  }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

function totalOf(bytes: ReadonlyMap<string, number>): number {
  return [...bytes.values()].reduce((sum, one) => sum + one, 0);
}

/** A day: 24 hours of changes, and the sums of the day. */
async function liveDay(
  world: World,
  facts: Facts,
  random: Random,
): Promise<void> {
  for (let hour = 0; hour < DAY_HOURS; hour++) {
    world.now += HOUR_MS;
    if (hour === 0) {
      await world.store(sayAgain(world, facts));
    }
    await world.store(changeSome(world, facts, random));
    await world.engine.worker.drain();
    await world.engine.rollups.drain();
  }
  const day = new Date(world.now).toISOString().slice(0, 10);
  await keepDay(world.knex, day);
  // What the database does by itself now and then; days pass quickly here.
  await world.knex.raw('VACUUM ANALYZE');
}

/** The tables that grew most, per year. */
function describeGrowth(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  days: number,
): string {
  return [...after]
    .map(([name, bytes]) => ({ name, grown: bytes - (before.get(name) ?? 0) }))
    .filter(({ grown }) => grown > 0)
    .sort((a, b) => b.grown - a.grown)
    .slice(0, 3)
    .map(
      ({ name, grown }) =>
        `${name} ${(((grown / days) * YEAR_DAYS) / GIGABYTE).toFixed(2)} GB`,
    )
    .join(', ');
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const components = small ? 300 : 10_000;
  const [settleDays, days] = small ? [1, 1] : [3, 10];
  const place = await databases.place(database);
  progress(`${components} entities`);
  const world = await World.create({ place, seed, components });
  try {
    const checks = createChecks({ seed, count: CHECKS });
    await world.apply(createScorecard({ name: 'bench', checks }));
    await world.engine.worker.drain();
    const facts = factsNow(seed, components);
    const random = Random.of(seed, 'growth');
    progress(`${settleDays} days until sizes have settled`);
    for (let day = 0; day < settleDays; day++) {
      await liveDay(world, facts, random);
    }
    const before = await sizes(world.knex);
    progress(`${days} days`);
    for (let day = 0; day < days; day++) {
      await liveDay(world, facts, random);
    }
    const after = await sizes(world.knex);
    await checkVerdicts(world, 'scorecard:default/bench', checks, index =>
      Object.fromEntries(
        [...facts].map(([source, known]) => [source, known.get(index)]),
      ),
    );
    const grown = totalOf(after) - totalOf(before);
    check(grown >= 0, 'The database shrank');
    return [
      {
        name: 'database growth in a year',
        database,
        measured: ((grown / days) * YEAR_DAYS) / GIGABYTE,
        unit: 'GB',
        target: { most: 2 },
        detail: `${components} × ${CHECKS}, 1 % of facts change each hour, from ${days} days after ${settleDays}: ${describeGrowth(
          before,
          after,
          days,
        )}`,
      },
      {
        name: 'database, size to begin with',
        database,
        measured: totalOf(before) / GIGABYTE,
        unit: 'GB',
        detail: `${components} × ${CHECKS}`,
      },
    ];
  } finally {
    await world.close();
    await place.remove();
  }
}

/** How a database grows while facts change all the time. */
export const growth: Scenario = {
  name: 'growth',
  databases: ['pg'],
  run,
};
