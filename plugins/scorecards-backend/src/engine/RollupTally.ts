import type { RollupWrite } from '../database/rollups/makeRollups';
import type { RollupPart } from '../database/rollups/readPieces';
import { countFailures } from './countStates';

interface Numbers extends Omit<RollupPart, 'version' | 'level' | 'states'> {
  /** Entities by level, first those without one. */
  levels: number[];
  failing: Map<string, number>;
}

/** Adds up the sums of a scorecard, part by part. */
export class RollupTally {
  readonly #levels: number;
  readonly #numbers = new Map<string, Numbers>();

  private constructor(levels: number) {
    this.#levels = levels;
  }

  /** @param levels - how many the version that runs has */
  static create(levels: number): RollupTally {
    return new RollupTally(levels);
  }

  /** @param checkIds - of the version that judged, by slot */
  add(part: RollupPart, checkIds: readonly string[]): void {
    const numbers = this.#numbersOf(part);
    for (const name of [
      'entities',
      'score',
      'scored',
      'passed',
      'known',
      'counted',
    ] as const) {
      numbers[name] += part[name];
    }
    const level = Math.min(part.level, this.#levels - 1) + 1;
    numbers.levels[level] += part.entities;
    countFailures(part.states, checkIds.length).forEach((failing, slot) => {
      const id = checkIds[slot];
      numbers.failing.set(id, (numbers.failing.get(id) ?? 0) + failing);
    });
  }

  /** The mean is of entities that have a score. */
  rows(): RollupWrite[] {
    return [...this.#numbers.values()].map(
      ({ scored, score, failing, levels, ...rest }) => {
        const worst = worstOf(failing);
        return {
          ...rest,
          score: scored > 0 ? score / scored : null,
          levels: JSON.stringify(levels),
          worst_check: worst?.checkId ?? null,
          worst_failing: worst?.failing ?? null,
        };
      },
    );
  }

  #numbersOf({ dim, value }: RollupPart): Numbers {
    const key = `${dim}\n${value}`;
    let numbers = this.#numbers.get(key);
    if (!numbers) {
      numbers = {
        dim,
        value,
        entities: 0,
        score: 0,
        scored: 0,
        passed: 0,
        known: 0,
        counted: 0,
        levels: new Array<number>(this.#levels + 1).fill(0),
        failing: new Map(),
      };
      this.#numbers.set(key, numbers);
    }
    return numbers;
  }
}

/** The check that fails most often. */
function worstOf(failing: ReadonlyMap<string, number>) {
  let worst: { checkId: string; failing: number } | undefined;
  for (const [checkId, count] of failing) {
    if (count > (worst?.failing ?? 0)) {
      worst = { checkId, failing: count };
    }
  }
  return worst;
}
