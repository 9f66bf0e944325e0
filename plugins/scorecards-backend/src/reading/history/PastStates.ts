import {
  unpackStates,
  type ScorecardDefinition,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { ResultRow, TransitionRow } from '../../database/rows';

/** A change, as far as it is needed to take it back. */
export type PastChange = Pick<
  TransitionRow,
  'at' | 'check_id' | 'from_state' | 'cause'
>;

/**
 * Verdicts of one entity on one scorecard, wound back in time: the history keeps
 * changes, so the past is the present with the changes since taken back.
 */
export class PastStates {
  readonly #states: Map<string, string>;
  readonly #changes: readonly PastChange[];
  #next = 0;
  #member = true;

  private constructor(
    states: Map<string, string>,
    changes: readonly PastChange[],
  ) {
    this.#states = states;
    this.#changes = changes;
  }

  /** @param changes - newest first */
  static create(
    row: Pick<ResultRow, 'states'>,
    judged: ScorecardDefinition,
    changes: readonly PastChange[],
  ): PastStates {
    const states = judged.checks.map(
      ({ id, slot }) => [id, row.states[slot]] as const,
    );
    return new PastStates(new Map(states), changes);
  }

  /**
   * Goes back to an instant; each must be before the last one.
   *
   * @returns how many changes were taken back; undefined where the scorecard did
   * not apply to the entity yet
   */
  rewindTo(instant: number): number | undefined {
    const before = this.#next;
    while (this.#member && this.#isAfter(instant)) {
      this.#takeBack(this.#changes[this.#next]);
      this.#next++;
    }
    return this.#member ? this.#next - before : undefined;
  }

  /**
   * Verdicts by slot of a definition. A check of which nothing is known then
   * does not count.
   */
  statesFor(definition: ScorecardDefinition): VerdictState[] {
    return definition.checks.map(({ id }) => {
      const code = this.#states.get(id);
      return code === undefined ? 'notApplicable' : unpackStates(code)[0];
    });
  }

  #isAfter(instant: number): boolean {
    const change = this.#changes.at(this.#next);
    return change !== undefined && Number(change.at) > instant;
  }

  #takeBack({ check_id, from_state, cause }: PastChange): void {
    if (check_id === null) {
      this.#member = cause !== 'entityEntered';
    } else if (from_state === null) {
      this.#states.delete(check_id);
    } else {
      this.#states.set(check_id, from_state);
    }
  }
}
