import {
  createChecks,
  createProbe,
  createScorecard,
  type GeneratedCatalog,
  type GeneratedCheck,
} from '../../generator';
import type { Figure } from '../../harness/Figure';
import { checkVerdicts } from '../../harness/verdicts';
import { World } from '../../harness/World';
import { keepDay } from '../../internals';
import { ServerProcess } from '../../server/ServerProcess';
import { RESTRICTED, restrictedTeams } from '../../server/services';
import type { Scenario, ScenarioContext } from '../Scenario';
import { checkAnswers } from './checkAnswers';
import { measurePushIdle, measurePushInSweep, probe } from './push';
import { allReads, measureRead, type ReadingContext } from './reads';

const SCORECARDS = 5;
const CHECKS = 50;
const FEW_CHECKS = 20;
const DAY_MS = 86_400_000;

/** Fifty checks for each scorecard, and the probe in the first one. */
function checksOf(seed: number, scorecard: number): GeneratedCheck[] {
  const checks = createChecks({ seed: seed + 1000 * scorecard, count: CHECKS });
  return scorecard === 0 ? [createProbe(probe), ...checks.slice(1)] : checks;
}

/** Verdicts of all scorecards, their sums, and sums of days that were. */
async function fill(world: World, context: ScenarioContext): Promise<void> {
  const { seed, small, progress } = context;
  for (let n = 0; n < SCORECARDS; n++) {
    const checks = checksOf(seed, n);
    await world.apply(createScorecard({ name: `bench-${n}`, checks }));
  }
  progress(`${SCORECARDS} scorecards`);
  await world.engine.worker.drain();
  for (let n = 0; n < SCORECARDS; n++) {
    await checkVerdicts(
      world,
      `scorecard:default/bench-${n}`,
      checksOf(seed, n),
    );
  }
  await world.engine.rollups.drain();
  for (let days = small ? 2 : 30; days >= 0; days--) {
    const day = new Date(world.now - days * DAY_MS).toISOString().slice(0, 10);
    await keepDay(world.knex, day);
  }
  await world.analyze();
}

/** Components that a reader may see. */
function visibleRefs(catalog: GeneratedCatalog, restricted: boolean): string[] {
  const teams = new Set(restrictedTeams(catalog));
  const all = Array.from({ length: catalog.options.components }, (_, n) => n);
  return all
    .filter(
      n => !restricted || teams.has(String(catalog.component(n).spec?.owner)),
    )
    .map(n => catalog.componentRef(n));
}

async function measureReads(
  reading: ReadingContext,
  world: World,
): Promise<Figure[]> {
  const { catalog } = world;
  const figures: Figure[] = [];
  for (const restricted of [undefined, RESTRICTED]) {
    const refs = visibleRefs(catalog, restricted !== undefined);
    for (const read of allReads(catalog, refs, 'bench-0')) {
      figures.push(await measureRead(read, { ...reading, restricted }));
    }
  }
  return figures;
}

/** The overview where each entity is held against twenty checks. */
async function measureFewChecks(
  reading: ReadingContext,
  world: World,
): Promise<Figure[]> {
  const { seed } = reading.context;
  const checks = createChecks({ seed, count: FEW_CHECKS, factsOnly: true });
  const scorecard = createScorecard({ name: 'few', checks });
  await reading.server.command('apply', [scorecard]);
  await reading.server.command('settle');
  const size = `${world.ids.length} × ${FEW_CHECKS}`;
  const figures: Figure[] = [];
  const refs = visibleRefs(world.catalog, false);
  for (const read of allReads(world.catalog, refs, 'few')) {
    if (/^(overview|rollup)/.test(read.name)) {
      figures.push(await measureRead(read, { ...reading, size }));
    }
  }
  return figures;
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const components = small ? 300 : 50_000;
  const place = await databases.place(database);
  progress(`${components} entities`);
  const world = await World.create({ place, seed, components });
  await fill(world, context);
  await world.close();
  const server = await ServerProcess.start({
    kind: 'scorecards',
    database: place.config,
    seed,
    components,
    facts: 'push',
  });
  try {
    const size = `${components} × ${CHECKS} × ${SCORECARDS}`;
    const { catalog } = world;
    const reading = { context, server, size };
    const pushing = { ...reading, catalog };
    await checkAnswers(server, {
      catalog,
      checks: checksOf(seed, 0),
      restricted: visibleRefs(catalog, true).length,
    });
    progress('reads');
    const figures = await measureReads(reading, world);
    progress('pushes');
    figures.push(await measurePushIdle(pushing));
    figures.push(await measurePushInSweep(pushing));
    progress('overview of 20 checks');
    figures.push(...(await measureFewChecks(reading, world)));
    return figures;
  } finally {
    await server.stop();
    await place.remove();
  }
}

/** What pages read and CI reports, over HTTP from a backend in its own process. */
export const serving: Scenario = {
  name: 'serving',
  databases: ['pg', 'sqlite'],
  run,
};
