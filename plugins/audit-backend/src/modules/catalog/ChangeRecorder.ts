import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import type {
  AuditActor,
  AuditDraft,
} from '@daytwo/backstage-plugin-audit-common';
import type { AuditRecorderService } from '@daytwo/backstage-plugin-audit-node';
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
  readonly #recorder: AuditRecorderService;

  private constructor(recorder: AuditRecorderService) {
    this.#recorder = recorder;
  }

  /** @param recorder - with the catalog as its plugin */
  static create(recorder: AuditRecorderService): ChangeRecorder {
    return new ChangeRecorder(recorder);
  }

  async record(entityChange: EntityChange): Promise<void> {
    const { action, ref, change, problem, at } = entityChange;
    const meta = placesOf(entityChange);
    await this.#recorder.record({
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
    });
  }

  /** From here on changes are recorded; what was there before is not. */
  async recordBaseline(watch: string, entities: number): Promise<void> {
    await this.#recorder.record({
      event: 'entity',
      action: 'baseline',
      actors: [catalog],
      meta: { watch, entities },
    });
  }
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
