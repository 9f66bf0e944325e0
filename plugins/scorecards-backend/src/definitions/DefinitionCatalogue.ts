import { NotFoundError } from '@backstage/errors';
import {
  RuleEnvironment,
  toDefinition,
  type ScorecardSpec,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { DefinitionStore } from '../database/definitions/DefinitionStore';
import { toNumber, type ScorecardRow, type VersionRow } from '../database/rows';
import type { LoadedScorecard, LoadedVersion } from './LoadedVersion';

const CACHED_VERSIONS = 500;

function load(row: VersionRow, environment: RuleEnvironment): LoadedVersion {
  const spec = JSON.parse(row.spec) as ScorecardSpec;
  const definition = toDefinition(spec);
  const rules = definition.checks.map(check => {
    const compiled = environment.compile(check.rule);
    // It was valid when it was stored: a source that is gone since makes it
    // unknown at run time, and must not stop the other checks.
    return compiled.ok
      ? compiled.rule
      : unreadableRule(check.rule, compiled.problems[0]?.message);
  });
  return {
    scorecardId: row.scorecard_id,
    version: row.version,
    hash: row.hash,
    createdAt: toNumber(row.created_at),
    spec,
    definition,
    rules,
  };
}

function unreadableRule(text: string, problem = 'cannot be read') {
  return {
    text,
    reads: [],
    sources: [],
    usesEntity: false,
    usesNow: false,
    cost: 0,
    evaluate: () => ({
      result: 'unknown' as const,
      reason: { code: 'error' as const, message: `The rule ${problem}` },
    }),
  };
}

/**
 * Scorecards with their rules compiled. Versions never change, so they are kept
 * in memory; which one runs is asked of the database each time.
 */
export class DefinitionCatalogue {
  readonly #store: DefinitionStore;
  readonly #environment: RuleEnvironment;
  readonly #versions = new Map<string, LoadedVersion>();

  private constructor(store: DefinitionStore, environment: RuleEnvironment) {
    this.#store = store;
    this.#environment = environment;
  }

  static create(store: DefinitionStore, environment: RuleEnvironment) {
    return new DefinitionCatalogue(store, environment);
  }

  /** All scorecards, by title. */
  async list(): Promise<LoadedScorecard[]> {
    const rows = await this.#store.list();
    return Promise.all(rows.map(row => this.#withRunning(row)));
  }

  /** @throws NotFoundError where there is no such scorecard */
  async get(ref: string): Promise<LoadedScorecard> {
    const row = await this.#store.get(ref);
    if (!row) {
      throw new NotFoundError(`There is no scorecard ${ref}`);
    }
    return this.#withRunning(row);
  }

  /** A version, of now or of the past. */
  async version(scorecardId: number, version: number): Promise<LoadedVersion> {
    const key = `${scorecardId}/${version}`;
    const kept = this.#versions.get(key);
    if (kept) {
      return kept;
    }
    const row = await this.#store.version(scorecardId, version);
    if (!row) {
      throw new NotFoundError(`Scorecard ${key} was never stored`);
    }
    const loaded = load(row, this.#environment);
    if (this.#versions.size >= CACHED_VERSIONS) {
      this.#versions.clear();
    }
    this.#versions.set(key, loaded);
    return loaded;
  }

  async #withRunning(row: ScorecardRow): Promise<LoadedScorecard> {
    return row.version === 0
      ? { row }
      : { row, running: await this.version(row.id, row.version) };
  }
}
