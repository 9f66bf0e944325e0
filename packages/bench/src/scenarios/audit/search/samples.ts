import { groupBy } from '@daytwo/node-kit';
import { percentile } from '../../../harness/measure';
import type { Combination } from './filters';

/** How long a combination took, milliseconds. */
export interface Sample {
  combination: Combination;
  ms: number;
}

/** A kind of combination, over all of its values. */
export interface Measured {
  kind: string;
  p95: number;
  samples: number;
  slowest: Sample;
}

/** By kind, the slowest first. */
export function byKind(samples: readonly Sample[]): Measured[] {
  const kinds = groupBy(samples, ({ combination }) => combination.kind);
  return [...kinds]
    .map(([kind, some]) => ({
      kind,
      p95: percentile(
        some.map(({ ms }) => ms),
        95,
      ),
      samples: some.length,
      slowest: some.reduce((a, b) => (b.ms > a.ms ? b : a)),
    }))
    .sort((a, b) => b.p95 - a.p95);
}

/** One line of text. */
export function describe({ kind, p95, slowest }: Measured): string {
  return `${kind} ${p95.toFixed(0)} ms (${
    slowest.combination.label
  } ${slowest.ms.toFixed(0)} ms)`;
}
