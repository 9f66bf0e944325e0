import type { DefinitionProblem } from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import type { ScorecardRow, VersionRow } from '../rows';

/** A definition as it was read, valid or not. */
export interface ReadDefinition {
  ref: string;
  title: string;
  description?: string;
  tags: string[];
  ownerRef: string;
  /** Empty where it is valid. */
  problems: DefinitionProblem[];
  readHash: string;
  now: number;
}

/** Scorecards, and every version of them that ever ran. */
export class DefinitionStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): DefinitionStore {
    return new DefinitionStore(knex);
  }

  async list(): Promise<ScorecardRow[]> {
    return this.#knex<ScorecardRow>('scorecards')
      .whereNull('removed_at')
      .orderBy('title')
      .select('*');
  }

  async get(ref: string): Promise<ScorecardRow | undefined> {
    return this.#knex<ScorecardRow>('scorecards')
      .where({ ref })
      .whereNull('removed_at')
      .first();
  }

  async versions(scorecardId: number): Promise<VersionRow[]> {
    return this.#knex<VersionRow>('scorecard_versions')
      .where({ scorecard_id: scorecardId })
      .orderBy('version', 'desc');
  }

  async version(
    scorecardId: number,
    version: number,
  ): Promise<VersionRow | undefined> {
    return this.#knex<VersionRow>('scorecard_versions')
      .where({ scorecard_id: scorecardId, version })
      .first();
  }

  /** Records what was read; the version that runs stays as it is. */
  async recordRead(tx: Knex, read: ReadDefinition): Promise<ScorecardRow> {
    const values = {
      title: read.title,
      description: read.description ?? null,
      tags: JSON.stringify(read.tags),
      owner_ref: read.ownerRef,
      problems: JSON.stringify(read.problems),
      read_hash: read.readHash,
      read_at: read.now,
      removed_at: null,
    };
    const [row] = await tx<ScorecardRow>('scorecards')
      .insert({ ref: read.ref, version: 0, ...values })
      .onConflict('ref')
      .merge(Object.keys(values) as Array<keyof ScorecardRow>)
      .returning('*');
    return row;
  }

  /**
   * Makes a new version the one that runs.
   *
   * @returns its number; undefined where another replica was quicker
   */
  async publish(
    tx: Knex,
    current: Pick<ScorecardRow, 'id' | 'version'>,
    next: { hash: string; spec: string; now: number },
  ): Promise<number | undefined> {
    const version = current.version + 1;
    const moved = await tx('scorecards')
      .where({ id: current.id, version: current.version })
      .update({ version });
    if (moved === 0) {
      return undefined;
    }
    await tx<VersionRow>('scorecard_versions').insert({
      scorecard_id: current.id,
      version,
      hash: next.hash,
      spec: next.spec,
      created_at: next.now,
    });
    return version;
  }

  async remove(tx: Knex, id: number, now: number): Promise<void> {
    await tx('scorecards').where({ id }).update({ removed_at: now });
  }
}
