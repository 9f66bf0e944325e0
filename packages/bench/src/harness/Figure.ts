import type { DatabaseId } from './BenchDatabase';

/** What is counted. */
export type Unit = 'ms' | 's' | 'MB' | 'GB' | 'B' | '%' | '×' | '1/s';

/** One row of the answer. Without a target it is for information. */
export interface Figure {
  name: string;
  database: DatabaseId;
  measured: number;
  unit: Unit;
  /** The measured value may be this, or better. */
  target?: { most: number } | { least: number };
  /** The same done by what there is besides, in the same unit. */
  peer?: number;
  /** How many times faster than the peer. */
  ratio?: number;
  /** Of what, and how: sizes, samples, warm-up. */
  detail?: string;
}

/** Whether a figure is as good as it has to be. */
export function isMet({ measured, target }: Figure): boolean {
  if (!target) {
    return true;
  }
  return 'most' in target ? measured <= target.most : measured >= target.least;
}
