import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import type {
  AuditActor,
  AuditDraft,
} from '@daytwo/backstage-plugin-audit-common';
import type { AuditRecorderEntry } from '@daytwo/backstage-plugin-audit-node';
import type { Knex } from 'knex';
import type { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { valueAt } from './fields';

/** What happened to an entity. */
export interface EntityChange {
  /** `fail`: it cannot be processed any more, and stays as it was; `recover`: it can again. */
  action: 'create' | 'update' | 'delete' | 'fail' | 'recover';
  ref: string;
  /** What it looks like, or did. */
  content?: JsonValue;
  /** Where it is read, if the content does not tell. */
  location?: string;
  change?: AuditDraft['change'];
  /** Why it cannot be processed. */
  problem?: string;
  /** Milliseconds. */
  at: number;
}

const catalog: AuditActor = { type: 'plugin', ref: 'plugin:catalog' };

/** Puts changes of the catalog into the words of the audit log. */
export class ChangeRecorder {
  readonly #recorder: Pick<DefaultAuditRecorder, 'recordAlong'>;

  private constructor(recorder: DefaultAuditRecorder) {
    this.#recorder = recorder;
  }

  /** @param recorder - with the catalog as its plugin */
  static create(recorder: DefaultAuditRecorder): ChangeRecorder {
    return new ChangeRecorder(recorder);
  }

  /** @param remember - is done in the same transaction, so that each change is recorded once */
  async recordAll(
    changes: readonly EntityChange[],
    remember: (tx: Knex) => Promise<void>,
  ): Promise<void> {
    await this.#recorder.recordAlong(changes.map(entryOf), remember);
  }

  /** From here on changes are recorded; what was there before is not. */
  async recordBaselines(
    baselines: ReadonlyArray<{ watch: string; entities: number }>,
    remember: (tx: Knex) => Promise<void>,
  ): Promise<void> {
    const entries = baselines.map(meta => ({
      event: 'entity',
      action: 'baseline',
      actors: [catalog],
      meta: { ...meta },
    }));
    await this.#recorder.recordAlong(entries, remember);
  }
}

function entryOf(entityChange: EntityChange): AuditRecorderEntry {
  const { action, ref, change, problem, at } = entityChange;
  const meta = placesOf(entityChange);
  return {
    event: 'entity',
    action,
    severity: 'medium',
    actors: actorsOf(meta.location ?? meta.origin),
    entities: [ref],
    meta,
    change,
    error:
      problem === undefined
        ? undefined
        : Object.assign(new Error(problem), { name: 'ProcessingError' }),
    startedAt: new Date(at),
  };
}

/** What made the catalog do it is what it read. Who edited that, nobody can tell. */
function actorsOf(place: string | undefined): AuditActor[] {
  return place === undefined
    ? [catalog]
    : [{ type: 'service', ref: place }, catalog];
}

/** The file that the entity is in, and what led there, where that is another one. */
function placesOf({ content, location }: EntityChange) {
  const annotation = (name: string) => {
    const value = valueAt(content, ['metadata', 'annotations', name]);
    return typeof value === 'string' ? value : undefined;
  };
  const place = location ?? annotation(ANNOTATION_LOCATION);
  const origin = annotation(ANNOTATION_ORIGIN_LOCATION);
  return {
    ...(place !== undefined && { location: place }),
    ...(origin !== undefined && origin !== place && { origin }),
  };
}
