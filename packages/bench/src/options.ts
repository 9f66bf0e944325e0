import { parseArgs } from 'util';
import type { DatabaseId } from './harness/BenchDatabase';

/** What the command line says. */
export interface BenchOptions {
  suite: string;
  small: boolean;
  only?: string;
  databases: DatabaseId[];
  seed: number;
}

/** A command line that cannot be followed. */
export class UsageError extends Error {
  readonly name = 'UsageError';
}

export const usage = `Usage: yarn bench scorecards|audit [options]

  --small                    little data, under a minute; times do not count, results do
  --only <name>              scenarios whose name contains this
  --database pg|sqlite|both  default both
  --seed <number>            default 1

BENCH_POSTGRES=postgresql://user:password@host:port names a PostgreSQL to use;
otherwise one is started for the run.
BENCH_AUDIT_RECORDS=<number> sets how many records are searched, 10000000 by default.`;

function toDatabases(text: string): DatabaseId[] {
  switch (text) {
    case 'both':
      return ['pg', 'sqlite'];
    case 'pg':
    case 'sqlite':
      return [text];
    default:
      throw new UsageError(
        `--database is "${text}"; it may be pg, sqlite or both`,
      );
  }
}

function toSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) {
    throw new UsageError(`--seed is "${text}"; it must be a whole number`);
  }
  return seed;
}

/** @throws UsageError */
export function readOptions(args: readonly string[]): BenchOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        small: { type: 'boolean', default: false },
        only: { type: 'string' },
        database: { type: 'string', default: 'both' },
        seed: { type: 'string', default: '1' },
      },
    });
    if (positionals.length !== 1) {
      throw new UsageError('Name what to measure');
    }
    return {
      suite: positionals[0],
      small: values.small,
      only: values.only,
      databases: toDatabases(values.database),
      seed: toSeed(values.seed),
    };
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError((error as Error).message);
  }
}
