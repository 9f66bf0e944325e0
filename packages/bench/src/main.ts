import { writeFileSync } from 'fs';
import { cpus } from 'os';
import { BenchDatabases } from './harness/BenchDatabase';
import { isMet, type Figure } from './harness/Figure';
import { readOptions, usage, UsageError, type BenchOptions } from './options';
import { formatFigures } from './report';
import { suites } from './suites';
import type { Scenario } from './scenarios/Scenario';

const RESULTS = 'bench-results.json';

function chosen({ suite, only = '' }: BenchOptions): Scenario[] {
  const scenarios = suites[suite];
  if (!scenarios) {
    throw new UsageError(
      `There is no "${suite}"; there is ${Object.keys(suites).join(', ')}`,
    );
  }
  const found = scenarios.filter(({ name }) => name.includes(only));
  if (found.length === 0) {
    throw new UsageError(
      `No scenario is named like "${only}"; there is ${scenarios
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  return found;
}

async function measure(options: BenchOptions): Promise<Figure[]> {
  const { seed, small } = options;
  const databases = BenchDatabases.create();
  const figures: Figure[] = [];
  try {
    for (const scenario of chosen(options)) {
      for (const database of options.databases) {
        if (scenario.databases.includes(database)) {
          const progress = (message: string) =>
            process.stderr.write(
              `${scenario.name} (${database}): ${message}\n`,
            );
          const context = { databases, database, seed, small, progress };
          figures.push(...(await scenario.run(context)));
        }
      }
    }
  } finally {
    await databases.stop();
  }
  return figures;
}

function store(options: BenchOptions, figures: readonly Figure[]): void {
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  const rows = figures.map(figure => ({ ...figure, met: isMet(figure) }));
  const { suite, seed, small } = options;
  const at = new Date().toISOString();
  const results = { at, suite, seed, small, machine, figures: rows };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const figures = await measure(options);
  store(options, figures);
  process.stdout.write(`${formatFigures(figures, options)}\n`);
  const missed = figures.filter(figure => !isMet(figure));
  if (options.small || missed.length === 0) {
    return 0;
  }
  process.stdout.write(`${missed.length} of the targets are missed\n`);
  return 1;
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(
      error instanceof UsageError
        ? `${error.message}\n\n${usage}\n`
        : `${error.stack}\n`,
    );
    process.exit(2);
  },
);
