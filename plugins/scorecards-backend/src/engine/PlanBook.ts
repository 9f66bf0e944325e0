import type { DefinitionCatalogue } from '../definitions/DefinitionCatalogue';
import {
  changedChecks,
  type LoadedVersion,
} from '../definitions/LoadedVersion';
import type { ResultRow } from '../database/rows';
import type { Evaluation } from './evaluate';
import {
  planScorecard,
  type ScorecardPlan,
  type SourceFreshness,
} from './plan';

const REMEMBERED = 200;

/** Plans of the versions that run, and how they differ from those before. */
export class PlanBook {
  readonly #catalogue: DefinitionCatalogue;
  readonly #freshness: SourceFreshness;
  readonly #plans = new Map<LoadedVersion, ScorecardPlan>();
  #strictest = new Map<string, number>();
  readonly #edits = new Map<string, ReadonlySet<string>>();

  private constructor(
    catalogue: DefinitionCatalogue,
    freshness: SourceFreshness,
  ) {
    this.#catalogue = catalogue;
    this.#freshness = freshness;
  }

  static create(catalogue: DefinitionCatalogue, freshness: SourceFreshness) {
    return new PlanBook(catalogue, freshness);
  }

  /** Plans of all scorecards that run now, by id. */
  async current(): Promise<Map<number, ScorecardPlan>> {
    const plans = new Map<number, ScorecardPlan>();
    for (const { row, running } of await this.#catalogue.list()) {
      if (running) {
        plans.set(row.id, this.#planOf(running));
      }
    }
    this.#noteBudgets([...plans.values()]);
    return plans;
  }

  #noteBudgets(plans: readonly ScorecardPlan[]): void {
    this.#strictest = new Map();
    for (const { id, budget } of plans
      .flatMap(plan => plan.checks)
      .flatMap(check => check.sources)) {
      if (budget < (this.#strictest.get(id) ?? Infinity)) {
        this.#strictest.set(id, budget);
      }
    }
  }

  /**
   * How old facts of a source may be for the strictest check, milliseconds;
   * undefined where no check is stricter than the source itself.
   */
  strictest(source: string): number | undefined {
    return this.#strictest.get(source);
  }

  /** What a stored row means for the plan that now runs. */
  async previous(
    plan: ScorecardPlan,
    row: ResultRow,
  ): Promise<Evaluation['previous']> {
    const { scorecardId } = plan.version;
    const before = await this.#catalogue.version(scorecardId, row.version);
    return {
      row,
      checkIds: this.#planOf(before).checks.map(({ check }) => check.id),
      edited: this.#editsBetween(before, plan.version),
    };
  }

  #planOf(version: LoadedVersion): ScorecardPlan {
    const kept = this.#plans.get(version);
    if (kept) {
      return kept;
    }
    const plan = planScorecard(version, this.#freshness);
    if (this.#plans.size >= REMEMBERED) {
      this.#plans.clear();
    }
    this.#plans.set(version, plan);
    return plan;
  }

  #editsBetween(
    before: LoadedVersion,
    after: LoadedVersion,
  ): ReadonlySet<string> {
    const key = `${after.scorecardId}/${before.version}/${after.version}`;
    let edits = this.#edits.get(key);
    if (!edits) {
      edits = new Set(
        before === after
          ? []
          : changedChecks(before.definition, after.definition),
      );
      this.#edits.set(key, edits);
    }
    return edits;
  }
}
