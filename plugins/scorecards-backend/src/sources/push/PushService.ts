import type { JsonObject } from '@backstage/types';
import type { FactPushResult } from '@daytwo/backstage-plugin-scorecards-common';
import { dirtyPriority } from '../../database/dirty/markDirty';
import type { FactStore } from '../../database/facts/FactStore';
import type { FactWrite } from '../../database/facts/types';
import { checkFact } from '../checkFact';
import type { FactProblem, RegisteredSource } from '../RegisteredSource';
import type { SourceRegistry } from '../SourceRegistry';
import { readObservedAt, readRef } from './parseReport';

/** A fact that somebody reports. */
export interface Report {
  entityRef: string;
  fact: Record<string, unknown>;
  /** ISO 8601; now where it is absent. */
  observedAt?: string;
}

/** What {@link PushService} works with. */
export interface PushServiceOptions {
  registry: SourceRegistry;
  facts: Pick<FactStore, 'upsert'>;
  /** Ids of the entities that exist. */
  resolveEntities(refs: readonly string[]): Promise<Map<string, number>>;
  maxBytes: number;
  now: () => number;
}

/** A report that was read, or what is wrong with it. */
type ReadReport =
  | { ref: string; observedAt: number; fact: JsonObject }
  | { problems: FactProblem[] };

/** Takes facts that others report, such as CI. */
export class PushService {
  readonly #options: PushServiceOptions;

  private constructor(options: PushServiceOptions) {
    this.#options = options;
  }

  static create(options: PushServiceOptions): PushService {
    return new PushService(options);
  }

  /**
   * Stores reports, each taken or refused by itself. Results are in the order
   * of the items; paths of problems are JSON pointers into the fact.
   *
   * @throws NotFoundError where no source of this id takes reports
   */
  async push(
    sourceId: string,
    items: readonly Report[],
  ): Promise<FactPushResult[]> {
    const source = this.#options.registry.pushSource(sourceId);
    const now = this.#options.now();
    const reports = items.map(item => this.#read(source, item, now));
    const refs = reports.flatMap(r => ('ref' in r ? [r.ref] : []));
    const ids = await this.#options.resolveEntities([...new Set(refs)]);
    const writes = reports.map(r => toWrite(source.id, r, ids));
    const outcomes = await this.#options.facts.upsert(
      writes.filter(write => write !== undefined),
      { now, cause: 'factChanged', priority: dirtyPriority.interactive },
    );
    const stored = outcomes[Symbol.iterator]();
    return items.map(({ entityRef }, index) =>
      writes[index]
        ? { entityRef, outcome: stored.next().value ?? 'unchanged' }
        : refusal(entityRef, reports[index]),
    );
  }

  #read(source: RegisteredSource, item: Report, now: number): ReadReport {
    const ref = readRef(item.entityRef);
    const observedAt = readObservedAt(item.observedAt, now);
    const problems = checkFact(source, item.fact, this.#options.maxBytes);
    for (const part of [observedAt, ref]) {
      if (!part.ok) problems.unshift({ path: '', message: part.message });
    }
    return ref.ok && observedAt.ok && problems.length === 0
      ? {
          ref: ref.value,
          observedAt: observedAt.value,
          fact: item.fact as JsonObject,
        }
      : { problems };
  }
}

function toWrite(
  source: string,
  report: ReadReport,
  ids: Map<string, number>,
): FactWrite | undefined {
  if ('problems' in report) return undefined;
  const { ref, fact, observedAt } = report;
  const entityId = ids.get(ref);
  return entityId === undefined
    ? undefined
    : { entityId, source, fact, observedAt };
}

function refusal(entityRef: string, report: ReadReport): FactPushResult {
  const problems =
    'problems' in report
      ? report.problems
      : [{ path: '', message: `There is no entity ${report.ref}` }];
  return { entityRef, outcome: 'refused', problems };
}
