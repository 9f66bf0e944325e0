import type { Entity } from '@backstage/catalog-model';
import { createChecks, createProbe, createScorecard } from '../generator';
import { checkEqual } from '../harness/check';
import type { DataPlace } from '../harness/BenchDatabase';
import type { Figure } from '../harness/Figure';
import { timed } from '../harness/measure';
import { checkVerdicts } from '../harness/verdicts';
import { World } from '../harness/World';
import type { Observation } from '../server/protocol';
import { ServerProcess } from '../server/ServerProcess';
import type { Scenario, ScenarioContext } from './Scenario';

const CHECKS = 50;
const REF = 'scorecard:default/bench';
const MEGABYTE = 1024 * 1024;

/** Fifty checks, the first of which demands so much line coverage. */
function scorecardWith(seed: number, line: number) {
  const comparison = {
    source: 'coverage',
    field: 'line',
    operator: '>=',
    value: line,
  } as const;
  const rest = createChecks({ seed, count: CHECKS }).slice(1);
  const checks = [createProbe(comparison), ...rest];
  return { checks, entity: createScorecard({ name: 'bench', checks }) };
}

/** One check gets another threshold. */
async function edit(world: World, seed: number): Promise<number> {
  const { checks, entity } = scorecardWith(seed, 60);
  const before = world.evaluated;
  const took = await timed(async () => {
    await world.apply(entity);
    await world.engine.worker.drain();
  });
  checkEqual('Evaluated', world.evaluated - before, world.ids.length);
  await checkVerdicts(world, REF, checks);
  return took;
}

interface Watched {
  editMs: number;
  edit: Observation;
  full: Observation;
}

async function watch(
  server: ServerProcess,
  work: () => Promise<void>,
): Promise<Observation> {
  await server.command('startWatch');
  await work();
  return server.command('stopWatch');
}

/** The same edit, and a full pass, in a backend whose own loops do the work. */
async function watchServer(
  context: ScenarioContext,
  place: DataPlace,
  options: { components: number; entity: Entity },
): Promise<Watched> {
  const { seed } = context;
  const { components, entity } = options;
  const server = await ServerProcess.start({
    kind: 'scorecards',
    database: place.config,
    seed,
    components,
    facts: 'push',
  });
  try {
    await server.request({ path: '/scorecards/v1/scorecards' });
    await server.command('settle');
    let editMs = 0;
    const edited = await watch(server, async () => {
      editMs = await timed(async () => {
        await server.command('apply', [entity]);
        await server.command('evaluated');
      });
      await server.command('settle');
    });
    const full = await watch(server, async () => {
      await server.command('sweepAll');
      await server.command('settle');
    });
    return { editMs, edit: edited, full };
  } finally {
    await server.stop();
  }
}

function watchedFigures(
  context: ScenarioContext,
  size: string,
  { editMs, edit: edited, full }: Watched,
): Figure[] {
  const { database } = context;
  const growth = (o: Observation) => (o.peakRss - o.idleRss) / MEGABYTE;
  const target = { most: 300 };
  const figure = (
    name: string,
    measured: number,
    rest: Pick<Figure, 'unit' | 'target'> & { detail?: string },
  ): Figure => ({ name, database, measured, detail: size, ...rest });
  const idle = `idle ${(edited.idleRss / MEGABYTE).toFixed(0)} MB`;
  return [
    figure('one check edited, in a running backend', editMs / 1000, {
      unit: 's',
      target: { most: 15 },
      detail: `${size}, the look for work once a second included`,
    }),
    figure('memory over idle, one check edited', growth(edited), {
      unit: 'MB',
      target,
      detail: `${size}, ${idle}`,
    }),
    figure('memory over idle, full pass', growth(full), { unit: 'MB', target }),
    figure('event loop delay p99, one check edited', edited.loopP99, {
      unit: 'ms',
      target: { most: 100 },
      detail: `${size}, longest ${edited.loopMax.toFixed(0)} ms`,
    }),
    figure('event loop delay p99, full pass', full.loopP99, {
      unit: 'ms',
      target: { most: 100 },
      detail: `${size}, longest ${full.loopMax.toFixed(0)} ms, sums included`,
    }),
  ];
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const components = small ? 500 : 100_000;
  const size = `${components} × ${CHECKS}`;
  const place = await databases.place(database);
  try {
    progress(`${components} entities`);
    const began = performance.now();
    const world = await World.create({ place, seed, components });
    const seedMs = performance.now() - began;
    progress('first evaluation');
    await world.apply(scorecardWith(seed, 50).entity);
    const firstMs = await timed(() => world.engine.worker.drain());
    await world.engine.rollups.drain();
    await world.analyze();
    progress('one check edited');
    const editMs = await edit(world, seed);
    await world.engine.rollups.drain();
    await world.close();
    progress('the same in a running backend');
    const { entity } = scorecardWith(seed, 70);
    const watched = await watchServer(context, place, { components, entity });
    return [
      {
        name: 'catalog and facts stored',
        database,
        measured: seedMs / 1000,
        unit: 's',
        detail: `${components} entities, 5 sources`,
      },
      {
        name: 'first evaluation and store',
        database,
        measured: firstMs / 1000,
        unit: 's',
        detail: size,
      },
      {
        name: 'one check edited, all verdicts stored',
        database,
        measured: editMs / 1000,
        unit: 's',
        target: { most: 15 },
        detail: size,
      },
      ...watchedFigures(context, size, watched),
    ];
  } finally {
    await place.remove();
  }
}

/** What an edit costs in a large catalog, and what the backend feels of it. */
export const sweep: Scenario = {
  name: 'sweep',
  databases: ['pg', 'sqlite'],
  run,
};
