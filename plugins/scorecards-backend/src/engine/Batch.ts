import type { ResultKey, ResultWrite } from '../database/results/ResultStore';
import type { TransitionWrite } from '../database/results/insertTransitions';
import type { ResultRow } from '../database/rows';
import type { EvaluationOutcome } from './evaluate';

/** What a batch of evaluations has to write. */
export class Batch {
  readonly writes: ResultWrite[] = [];
  readonly removals: Array<ResultKey & { revision: number; version: number }> =
    [];
  readonly #transitions = new Map<string, TransitionWrite[]>();
  evaluated = 0;

  add(outcome: EvaluationOutcome | undefined): void {
    this.evaluated++;
    if (outcome) {
      this.writes.push(outcome.write);
      this.#keep(outcome.write, outcome.transitions);
    }
  }

  /** The entity is no longer one that the scorecard applies to. */
  remove(row: ResultRow, now: number): void {
    this.removals.push(row);
    this.#keep(row, [
      {
        at: now,
        scorecard_id: row.scorecard_id,
        entity_id: row.entity_id,
        check_id: null,
        from_state: null,
        to_state: null,
        cause: 'entityLeft',
        version: row.version,
        evidence: null,
      },
    ]);
  }

  /** Transitions of the rows that were stored; those of the others never happened. */
  transitionsOf(stored: ReadonlySet<string>): TransitionWrite[] {
    return [...stored].flatMap(key => this.#transitions.get(key) ?? []);
  }

  #keep(key: ResultKey, transitions: TransitionWrite[]): void {
    this.#transitions.set(`${key.scorecard_id}/${key.entity_id}`, transitions);
  }
}
