import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { checkEqual } from '../../../harness/check';
import type { Figure } from '../../../harness/Figure';
import type { AuditServer } from '../../../server/audit/startServer';
import type { ScenarioContext } from '../../Scenario';
import { meets } from './expected';
import { combinationsOf, type Combination, type OneFilter } from './filters';
import { checkPage, checkWhole, readHistogram, readPage } from './reads';
import { byKind, describe, type Measured, type Sample } from './samples';

/** What is searched. */
export interface SearchOptions {
  server: AuditServer;
  filters: readonly OneFilter[];
  records: number;
  /** Newest first; where there are few. */
  all?: readonly AuditRecord[];
}

const ROUNDS = 3;
/** Of little data, each so-manieth: all kinds are among them. */
const SOME = 4;
const MOST_MS = { page: 200, histogram: 500 };

async function pages(
  { small }: ScenarioContext,
  { server, filters, all }: SearchOptions,
): Promise<Sample[]> {
  const combinations = combinationsOf(filters).filter(
    (_, n) => !small || n % SOME === 0,
  );
  const samples: Sample[] = [];
  // The first round warms up, and its answers are looked at.
  for (let round = 0; round <= (small ? 0 : ROUNDS); round++) {
    for (const combination of combinations) {
      const { list, ms } = await readPage(server, combination);
      if (round === 0) {
        checkPage(combination, list);
        if (all) {
          checkWhole(combination, list, all);
        }
      }
      if (round > 0 || small) {
        samples.push({ combination, ms });
      }
    }
  }
  return samples;
}

async function histograms(
  { small }: ScenarioContext,
  { server, filters, all }: SearchOptions,
): Promise<Sample[]> {
  const month = filters.filter(({ kind }) => kind === 'time');
  const combinations = filters
    .filter(({ kind }) => kind !== 'time')
    .flatMap(filter => month.map(time => together(filter, time)));
  const samples: Sample[] = [];
  for (let round = 0; round <= (small ? 0 : ROUNDS); round++) {
    for (const combination of combinations) {
      const { ms, count } = await readHistogram(server, combination);
      if (all) {
        checkCount(combination, count, all);
      }
      if (round > 0 || small) {
        samples.push({ combination, ms });
      }
    }
  }
  return samples;
}

function together(filter: OneFilter, time: OneFilter): Combination {
  const { kind } = filter;
  const query = { ...filter.query, ...time.query };
  return { kind, label: `${filter.label}, ${time.label}`, query };
}

function checkCount(
  { label, query }: Combination,
  count: number,
  all: readonly AuditRecord[],
): void {
  const expected = all.filter(record => meets(record, query)).length;
  checkEqual(`${label}: histogram`, count, expected);
}

function worstFigure(
  { database, progress }: ScenarioContext,
  options: {
    name: string;
    most: number;
    records: number;
    measured: readonly Measured[];
  },
): Figure {
  const { name, most, records, measured } = options;
  const worst = measured.slice(0, 5).map(describe);
  progress(`${name}, the slowest:\n  ${worst.join('\n  ')}`);
  const [first] = measured;
  return {
    name: `${name}, p95 of the slowest`,
    database,
    measured: first.p95,
    unit: 'ms',
    ...(database === 'pg' && { target: { most } }),
    detail: `${records} records, ${measured.length} kinds, ${first.samples} samples: ${worst[0]}`,
  };
}

/** First pages and histograms, over HTTP, of all that can be asked. */
export async function measureSearch(
  context: ScenarioContext,
  options: SearchOptions,
): Promise<Figure[]> {
  const { records } = options;
  const found = byKind(await pages(context, options));
  const isPair = ({ kind }: Measured) => kind.includes('+');
  const counted = byKind(await histograms(context, options));
  const most = MOST_MS.page;
  return [
    worstFigure(context, {
      ...{ name: 'first page, one filter', most, records },
      measured: found.filter(item => !isPair(item)),
    }),
    worstFigure(context, {
      ...{ name: 'first page, two filters', most, records },
      measured: found.filter(isPair),
    }),
    worstFigure(context, {
      ...{ name: 'histogram of a month', most: MOST_MS.histogram, records },
      measured: counted,
    }),
  ];
}
