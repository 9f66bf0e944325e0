import { unpackStates } from '@daytwo/backstage-plugin-scorecards-common';
import { setTimeout } from 'timers/promises';
import {
  createCatalog,
  createChecks,
  createScorecard,
  type GeneratedCatalog,
} from '../generator';
import type { DataPlace } from '../harness/BenchDatabase';
import { check, checkEqual } from '../harness/check';
import type { Figure } from '../harness/Figure';
import { median, percentile, timed } from '../harness/measure';
import { World } from '../harness/World';
import type { PreparedFacts } from '../server/protocol';
import { ServerProcess } from '../server/ServerProcess';
import type { Scenario, ScenarioContext } from './Scenario';

const CHECKS = 20;
/** The browser's client of Tech Insights asks about so many at a time, one after the other. */
const CHUNK = 750;
/**
 * Tech Insights dates facts by the second, and takes any of those that have the
 * same newest date: two collections must lie further apart to be told apart.
 */
const PEER_DATES_MS = 1000;

/** What one product does in a life of three collections. */
interface Times {
  /** All facts new: from collecting to all verdicts, ms. */
  all: number;
  /** One of a hundred facts new, all collected. */
  some: number;
  /** The same where only those are collected that changed. */
  onlySome: number;
  /** Numbers of all entities, as the overview shows them. */
  overview: number;
}

/** Verdicts by entity and check; what is unknown is left out. */
type Verdicts = Map<string, Map<string, boolean>>;

const collections = {
  all: { round: 1 },
  some: { round: 2, share: 0.01 },
  onlySome: { round: 3, share: 0.01, onlyChanged: true },
} as const satisfies Record<string, PreparedFacts>;

interface BulkAnswer {
  entity: string;
  results: Array<{ result: boolean; check: { id: string } }>;
  error?: unknown;
}

/** All checks of all entities, which is the one way there to know how all stand. */
async function runAllChecks(
  server: ServerProcess,
  catalog: GeneratedCatalog,
): Promise<string[]> {
  const answers: string[] = [];
  const { components } = catalog.options;
  for (let from = 0; from < components; from += CHUNK) {
    const length = Math.min(CHUNK, components - from);
    const entities = Array.from({ length }, (_, offset) =>
      catalog.componentRef(from + offset),
    );
    answers.push(
      await server.request({
        method: 'POST',
        path: '/tech-insights/checks/run',
        body: { entities },
      }),
    );
  }
  return answers;
}

function readVerdicts(answers: readonly string[]): Verdicts {
  const verdicts: Verdicts = new Map();
  for (const answer of answers) {
    for (const { entity, results, error } of JSON.parse(
      answer,
    ) as BulkAnswer[]) {
      check(
        !error,
        `Tech Insights failed on ${entity}: ${JSON.stringify(error)}`,
      );
      const byCheck = results.map(r => [r.check.id, r.result] as const);
      verdicts.set(entity, new Map(byCheck));
    }
  }
  return verdicts;
}

async function measurePeer(
  context: ScenarioContext,
  place: DataPlace,
  catalog: GeneratedCatalog,
): Promise<{ times: Times; verdicts: Verdicts }> {
  const server = await ServerProcess.start({
    kind: 'tech-insights',
    database: place.config,
    facts: 'collect',
    checks: CHECKS,
    ...catalog.options,
  });
  try {
    await server.command('prepareFacts', { round: 0 });
    await server.command('collect');
    let answers: string[] = [];
    const took = async (name: keyof typeof collections) => {
      context.progress(`Tech Insights: ${name}`);
      await server.command('prepareFacts', collections[name]);
      await setTimeout(PEER_DATES_MS);
      return timed(async () => {
        await server.command('collect');
        answers = await runAllChecks(server, catalog);
      });
    };
    const all = await took('all');
    const some = await took('some');
    const onlySome = await took('onlySome');
    const overview = await timed(() => runAllChecks(server, catalog));
    const times = { all, some, onlySome, overview };
    return { times, verdicts: readVerdicts(answers) };
  } finally {
    await server.stop();
  }
}

const SCORECARD = '/scorecards/v1/scorecards/default/bench';

async function readOverview(server: ServerProcess): Promise<void> {
  await server.request({ path: '/scorecards/v1/scorecards' });
  await server.request({ path: SCORECARD });
  await server.request({ path: `${SCORECARD}/checks` });
  await server.request({ path: `${SCORECARD}/rollup?by=group` });
}

interface RowsAnswer {
  items: Array<{ entity: { ref: string }; states: string }>;
  nextCursor?: string;
}

/** All verdicts, as the heatmap gets them. */
async function readOurVerdicts(server: ServerProcess): Promise<Verdicts> {
  const verdicts: Verdicts = new Map();
  let cursor = '';
  do {
    const page: RowsAnswer = await server.json({
      path: `${SCORECARD}/entities?limit=500&sort=name${cursor}`,
    });
    for (const { entity, states } of page.items) {
      const known = unpackStates(states).flatMap((state, slot) =>
        state === 'pass' || state === 'fail'
          ? [[`check-${slot}`, state === 'pass'] as const]
          : [],
      );
      verdicts.set(entity.ref, new Map(known));
    }
    cursor = page.nextCursor
      ? `&cursor=${encodeURIComponent(page.nextCursor)}`
      : '';
  } while (cursor);
  return verdicts;
}

async function measureOurs(
  context: ScenarioContext,
  place: DataPlace,
  catalog: GeneratedCatalog,
): Promise<{ times: Times; verdicts: Verdicts; overviewP95: number }> {
  const { seed, small, progress } = context;
  const world = await World.create({ place, ...catalog.options });
  const checks = createChecks({ seed, count: CHECKS, factsOnly: true });
  await world.apply(createScorecard({ name: 'bench', checks }));
  await world.engine.worker.drain();
  await world.engine.rollups.drain();
  await world.analyze();
  await world.close();
  const server = await ServerProcess.start({
    kind: 'scorecards',
    database: place.config,
    facts: 'collect',
    ...catalog.options,
  });
  try {
    await server.command('prepareFacts', { round: 0 });
    await server.command('collect');
    await server.command('settle');
    const took = async (name: keyof typeof collections) => {
      progress(`scorecards: ${name}`);
      await server.command('prepareFacts', collections[name]);
      const ms = await timed(async () => {
        await server.command(name === 'onlySome' ? 'announce' : 'collect');
        await server.command('evaluated');
      });
      await server.command('settle');
      return ms;
    };
    const all = await took('all');
    const some = await took('some');
    const onlySome = await took('onlySome');
    const reads: number[] = [];
    for (let n = 0; n < (small ? 10 : 200); n++) {
      reads.push(await timed(() => readOverview(server)));
    }
    return {
      times: { all, some, onlySome, overview: median(reads) },
      verdicts: await readOurVerdicts(server),
      overviewP95: percentile(reads, 95),
    };
  } finally {
    await server.stop();
  }
}

/**
 * Both must say the same wherever both know. Tech Insights says nothing where
 * any fact is missing; ours also decides where the rest is enough.
 */
function checkSameVerdicts(ours: Verdicts, theirs: Verdicts): void {
  checkEqual('Entities', ours.size, theirs.size);
  for (const [entity, results] of theirs) {
    for (const [checkId, result] of results) {
      checkEqual(
        `${entity} ${checkId}`,
        ours.get(entity)?.get(checkId),
        result,
      );
    }
  }
}

function toFigure(
  name: string,
  size: string,
  values: { ours: number; theirs: number; least?: number; detail?: string },
): Figure {
  const { ours, theirs, least, detail } = values;
  const ratio = theirs / ours;
  return {
    name: `${name}, times faster than Tech Insights`,
    database: 'pg',
    measured: ratio,
    unit: '×',
    ...(least !== undefined && { target: { least } }),
    peer: theirs / 1000,
    ratio,
    detail: `${size}, ours ${(ours / 1000).toFixed(3)} s${
      detail ? `, ${detail}` : ''
    }`,
  };
}

async function run(context: ScenarioContext): Promise<Figure[]> {
  const { database, databases, seed, small, progress } = context;
  const components = small ? 200 : 10_000;
  const size = `${components} × ${CHECKS}`;
  const place = await databases.place(database);
  try {
    progress(`${components} entities`);
    const catalog = createCatalog({ seed, components });
    const ours = await measureOurs(context, place, catalog);
    const peer = await measurePeer(context, place, catalog);
    checkSameVerdicts(ours.verdicts, peer.verdicts);
    const figure = (
      name: string,
      which: keyof Times,
      rest: { least?: number; detail?: string } = {},
    ) =>
      toFigure(name, size, {
        ours: ours.times[which],
        theirs: peer.times[which],
        ...rest,
      });
    return [
      figure('all facts new, to all verdicts', 'all', { least: 10 }),
      figure('1 % of facts new, all collected', 'some'),
      figure('1 % of facts new, only these collected', 'onlySome', {
        least: 50,
        detail: 'told by events',
      }),
      figure('reading the overview', 'overview', {
        least: 100,
        detail: `4 requests, p50; p95 ${ours.overviewP95.toFixed(0)} ms`,
      }),
    ];
  } finally {
    await place.remove();
  }
}

/** Tech Insights 3.1.0 with the same catalog, facts, checks and database, in the same run. */
export const techInsights: Scenario = {
  name: 'tech-insights',
  databases: ['pg'],
  run,
};
