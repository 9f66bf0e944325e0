import { createChecks, createScorecard } from '../generator';
import { check, checkEqual } from '../harness/check';
import type { Figure } from '../harness/Figure';
import { median, timed } from '../harness/measure';
import { checkVerdicts } from '../harness/verdicts';
import { World } from '../harness/World';
import type { Scenario, ScenarioContext } from './Scenario';

const REF = 'scorecard:default/bench';
const CHECKS = 50;

async function countTransitions(world: World): Promise<number> {
  const row = await world.knex('transitions').count({ n: '*' }).first();
  return Number(row?.n);
}

/** A scorecard comes to a catalog that is there: all is evaluated and stored. */
async function first(world: World, seed: number): Promise<number> {
  const checks = createChecks({ seed, count: CHECKS });
  await world.apply(createScorecard({ name: 'bench', checks }));
  const took = await timed(() => world.engine.worker.drain());
  await checkVerdicts(world, REF, checks);
  return took;
}

/** Everything is read and evaluated again, and nothing has changed. */
async function nothingChanged(world: World): Promise<number> {
  const before = await countTransitions(world);
  const took: number[] = [];
  for (let pass = 0; pass < 4; pass++) {
    const evaluated = world.evaluated;
    await world.engine.definitions.sweepAll('entityChanged');
    took.push(await timed(() => world.engine.worker.drain()));
    checkEqual('Evaluated', world.evaluated - evaluated, world.ids.length);
  }
  const revisions = await world.knex('results').max({ n: 'revision' }).first();
  check(Number(revisions?.n) === 1, 'A pass without changes wrote results');
  check(
    (await countTransitions(world)) === before,
    'A pass without changes wrote history',
  );
  return median(took.slice(1));
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, seed, small, progress, databases } = context;
  const components = small ? 500 : 10_000;
  const size = `${components} × ${CHECKS}`;
  const place = await databases.place(database);
  progress(`${components} entities`);
  const world = await World.create({ place, seed, components });
  try {
    progress('first evaluation');
    const firstMs = await first(world, seed);
    const rollupMs = await timed(() => world.engine.rollups.drain());
    await world.analyze();
    progress('nothing changed');
    const unchangedMs = await nothingChanged(world);
    return [
      {
        name: 'first evaluation and store',
        database,
        measured: firstMs / 1000,
        unit: 's',
        target: { most: 10 },
        detail: size,
      },
      {
        name: 'sums of all groups, systems, domains, types, lifecycles, tags',
        database,
        measured: rollupMs / 1000,
        unit: 's',
        detail: size,
      },
      {
        name: 'nothing changed, full pass',
        database,
        measured: unchangedMs / 1000,
        unit: 's',
        target: { most: 2 },
        detail: `${size}, median of 3 after 1 to warm up`,
      },
    ];
  } finally {
    await world.close();
    await place.remove();
  }
}

/** First evaluation, and a pass in which nothing changed. */
export const evaluation: Scenario = {
  name: 'evaluation',
  databases: ['pg', 'sqlite'],
  run,
};
