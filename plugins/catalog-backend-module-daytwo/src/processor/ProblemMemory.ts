import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { DefinitionProblem } from '@daytwo/backstage-plugin-scorecards-common';
import { createHash } from 'node:crypto';

/** Scorecards that are remembered. */
const MAX_ENTRIES = 1000;

interface Remembered {
  hash: string;
  problems: DefinitionProblem[];
}

/**
 * Remembers what was wrong with each scorecard. The catalog processes an entity
 * every few minutes, changed or not, and reading its rules is the costly part.
 */
export class ProblemMemory {
  readonly #byRef = new Map<string, Remembered>();

  /** The problems of an entity, computed only if its `spec` has changed. */
  recall(
    entity: Entity,
    compute: (entity: Entity) => DefinitionProblem[],
  ): DefinitionProblem[] {
    const ref = stringifyEntityRef(entity);
    const hash = hashOf(entity);
    const last = this.#byRef.get(ref);
    if (last?.hash === hash) return last.problems;
    const problems = compute(entity);
    this.#byRef.delete(ref);
    this.#byRef.set(ref, { hash, problems });
    this.#forgetOldest();
    return problems;
  }

  #forgetOldest(): void {
    if (this.#byRef.size <= MAX_ENTRIES) return;
    const [oldest] = this.#byRef.keys();
    this.#byRef.delete(oldest);
  }
}

function hashOf({ spec }: Entity): string {
  return createHash('sha256')
    .update(JSON.stringify(spec ?? null))
    .digest('base64');
}
