import {
  factOf,
  Random,
  sources,
  type GeneratedCatalog,
} from '../../generator';
import { check } from '../../harness/check';
import { percentile } from '../../harness/measure';
import type { Figure } from '../../harness/Figure';
import type { ServerProcess } from '../../server/ServerProcess';
import type { ScenarioContext } from '../Scenario';

/** The comparison of the probe, and values on either side of it. */
export const probe = {
  source: 'coverage',
  field: 'line',
  operator: '>=',
  value: 50,
} as const;

const coverage = sources[0];
/** Longer than this, and something is broken. */
const PATIENCE_MS = 60_000;

interface TabAnswer {
  items: Array<{
    verdicts: Array<{ checkId: string; state: string }>;
  }>;
}

async function probeState(server: ServerProcess, ref: string): Promise<string> {
  const answer = await server.json<TabAnswer>({
    path: `/scorecards/v1/entities/${encodeURIComponent(ref)}/scorecards`,
  });
  const verdicts = answer.items.flatMap(item => item.verdicts);
  return verdicts.find(v => v.checkId === 'probe')?.state ?? 'absent';
}

/** What pushes are measured with. */
export interface PushingContext {
  context: ScenarioContext;
  server: ServerProcess;
  catalog: GeneratedCatalog;
  size: string;
}

/** Reports a fact that turns the probe, and asks until the page says so. */
async function pushAndSee(
  { server, catalog, context }: PushingContext,
  index: number,
): Promise<number> {
  const ref = catalog.componentRef(index);
  const before = await probeState(server, ref);
  const line = before === 'pass' ? 10 : 90;
  const expected = before === 'pass' ? 'fail' : 'pass';
  const known = factOf(
    { ...coverage, absent: 0 },
    { seed: context.seed, index },
  );
  const began = performance.now();
  await server.request({
    method: 'PUT',
    path: `/scorecards/v1/facts/coverage/${encodeURIComponent(ref)}`,
    body: { ...known, line },
  });
  while ((await probeState(server, ref)) !== expected) {
    check(
      performance.now() - began < PATIENCE_MS,
      `A pushed fact of ${ref} never became a verdict`,
    );
  }
  return performance.now() - began;
}

async function pushes(
  pushing: PushingContext,
  count: number,
): Promise<number[]> {
  const { context, catalog } = pushing;
  const random = Random.of(context.seed, 'pushes', count);
  const took: number[] = [];
  for (let n = 0; n < count; n++) {
    const index = random.int(0, catalog.options.components - 1);
    took.push(await pushAndSee(pushing, index));
  }
  return took;
}

function toFigure(
  name: string,
  target: number,
  took: readonly number[],
  { context, size }: PushingContext,
): Figure {
  return {
    name: `${name}, p95`,
    database: context.database,
    measured: percentile(took, 95),
    unit: 'ms',
    target: { most: target },
    detail: `${size}, ${took.length} samples, p50 ${percentile(
      took,
      50,
    ).toFixed(0)} ms`,
  };
}

export async function measurePushIdle(
  pushing: PushingContext,
): Promise<Figure> {
  const count = pushing.context.small ? 5 : 200;
  await pushes(pushing, Math.ceil(count / 20));
  const took = await pushes(pushing, count);
  return toFigure('fact pushed → verdict in the API', 500, took, pushing);
}

/** The same while full passes follow one another without a pause. */
export async function measurePushInSweep(
  pushing: PushingContext,
): Promise<Figure> {
  const { server, context } = pushing;
  let wanted = true;
  const sweeping = (async () => {
    while (wanted) {
      await server.command('sweepAll');
      await server.command('evaluated');
    }
  })();
  try {
    const took = await pushes(pushing, context.small ? 5 : 100);
    return toFigure(
      'fact pushed → verdict in the API, while a sweep runs',
      2000,
      took,
      pushing,
    );
  } finally {
    wanted = false;
    await sweeping;
  }
}
