import { Random, type GeneratedCatalog } from '../../generator';
import type { Figure } from '../../harness/Figure';
import { percentile } from '../../harness/measure';
import type { ServerProcess } from '../../server/ServerProcess';
import type { ScenarioContext } from '../Scenario';

/** Something that pages ask for. */
export interface Read {
  name: string;
  /** Milliseconds, 95th percentile; for information where it is absent. */
  target?: number;
  samples?: number;
  /** What to ask next: another entity, another page, another sort. */
  path(random: Random): string;
  /** Looks at an answer, to ask for the page after it. */
  onAnswer?(text: string): void;
}

const API = '/scorecards/v1';
const dimensions = ['group', 'system', 'domain', 'type', 'lifecycle', 'tag'];
const sorts = ['score', '-score', 'name', 'level', '-coverage'];

/** Which of the scorecard's pages. */
function scorecard(name: string, path = ''): string {
  return `${API}/scorecards/default/${name}${path}`;
}

function overviewReads(name: string): Read[] {
  return [
    {
      name: 'overview: all scorecards',
      target: 100,
      path: () => `${API}/scorecards`,
    },
    {
      name: 'overview: one scorecard',
      target: 100,
      path: () => scorecard(name),
    },
    {
      name: 'overview: verdicts by check',
      target: 100,
      path: () => scorecard(name, '/checks'),
    },
    {
      name: 'overview: trend of 90 days',
      target: 100,
      path: () => scorecard(name, '/trend?days=90'),
    },
    {
      name: 'rollup by each dimension',
      target: 100,
      path: random => scorecard(name, `/rollup?by=${random.pick(dimensions)}`),
    },
  ];
}

/** Pages of the heatmap, as a person sorts, filters and scrolls. */
function heatmapReads(catalog: GeneratedCatalog, name: string): Read[] {
  const filters = (random: Random) =>
    random.pick([
      '',
      '',
      `&group=${random.pick(catalog.structure.teamRefs)}`,
      '&lifecycle=production',
      `&check=check-${random.int(1, 9)}:fail`,
    ]);
  let cursor: string | undefined;
  let asked = '';
  return [
    {
      name: 'heatmap: first page of 100',
      target: 150,
      path: random =>
        scorecard(
          name,
          `/entities?limit=100&sort=${random.pick(sorts)}${filters(random)}`,
        ),
    },
    {
      name: 'heatmap: next pages of 500',
      target: 150,
      path: random => {
        if (cursor === undefined) {
          asked = `/entities?limit=500&sort=${random.pick(sorts)}`;
        }
        return scorecard(
          name,
          cursor === undefined
            ? asked
            : `${asked}&cursor=${encodeURIComponent(cursor)}`,
        );
      },
      onAnswer: text => {
        cursor = JSON.parse(text).nextCursor;
      },
    },
  ];
}

/** What is read besides: no target, and yet nobody should wait. */
function otherReads(refs: readonly string[], name: string): Read[] {
  const entity = (random: Random) => encodeURIComponent(random.pick(refs));
  return [
    {
      name: 'facts of an entity',
      path: random => `${API}/entities/${entity(random)}/facts`,
    },
    {
      name: 'why it moved, 30 days',
      samples: 20,
      path: () => scorecard(name, '/movement?days=30'),
    },
    {
      name: 'history of a scorecard',
      samples: 50,
      path: () => scorecard(name, '/transitions?limit=100'),
    },
    { name: 'sources', samples: 20, path: () => `${API}/sources` },
    { name: 'home page', samples: 50, path: () => `${API}/home` },
    {
      name: 'all entities as CSV',
      samples: 3,
      path: () => scorecard(name, '/entities.csv'),
    },
  ];
}

/**
 * All that is measured of a scorecard of this name.
 *
 * @param refs - components that the reader may see
 */
export function allReads(
  catalog: GeneratedCatalog,
  refs: readonly string[],
  name: string,
): Read[] {
  return [
    {
      name: 'entity tab',
      target: 30,
      path: random =>
        `${API}/entities/${encodeURIComponent(random.pick(refs))}/scorecards`,
    },
    ...overviewReads(name),
    ...heatmapReads(catalog, name),
    ...otherReads(refs, name),
  ];
}

/** What {@link measureRead} works with. */
export interface ReadingContext {
  context: ScenarioContext;
  server: ServerProcess;
  size: string;
  /** Somebody who may see a part only; the figures are then for information. */
  restricted?: string;
}

async function sample(
  read: Read,
  count: number,
  { server, restricted, context }: ReadingContext,
): Promise<number[]> {
  const random = Random.of(context.seed, 'reads', read.name, count);
  const took: number[] = [];
  for (let n = 0; n < count; n++) {
    const path = read.path(random);
    const began = performance.now();
    const text = await server.request({ path, user: restricted });
    took.push(performance.now() - began);
    read.onAnswer?.(text);
  }
  return took;
}

function samplesOf(
  read: Read,
  { context, restricted }: ReadingContext,
): number {
  const full = read.samples ?? 200;
  if (context.small) {
    return Math.min(full, 10);
  }
  return restricted ? Math.min(full, 50) : full;
}

/** The 95th percentile of a read, one request at a time, after some to warm up. */
export async function measureRead(
  read: Read,
  reading: ReadingContext,
): Promise<Figure> {
  const count = samplesOf(read, reading);
  const warmUp = Math.ceil(count / 2);
  await sample(read, warmUp, reading);
  const took = await sample(read, count, reading);
  const { restricted, size, context } = reading;
  return {
    name: `${read.name}, p95${restricted ? ', restricted reader' : ''}`,
    database: context.database,
    measured: percentile(took, 95),
    unit: 'ms',
    ...(read.target !== undefined &&
      !restricted && { target: { most: read.target } }),
    detail: `${size}, ${count} samples after ${warmUp}, p50 ${percentile(
      took,
      50,
    ).toFixed(1)} ms`,
  };
}
