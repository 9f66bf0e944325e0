import type { BenchDatabases, DatabaseId } from '../harness/BenchDatabase';
import type { Figure } from '../harness/Figure';

/** What a scenario gets to work with. */
export interface ScenarioContext {
  databases: BenchDatabases;
  database: DatabaseId;
  seed: number;
  /** Little data: for correctness, not for times. */
  small: boolean;
  /** Shows what is being done. */
  progress(message: string): void;
}

/** Measures some figures that share their data. */
export interface Scenario {
  name: string;
  databases: readonly DatabaseId[];
  run(context: ScenarioContext): Promise<Figure[]>;
}
