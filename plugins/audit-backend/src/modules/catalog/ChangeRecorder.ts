import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { AuditRecorderService } from '@daytwo/backstage-plugin-audit-node';
import { valueAt } from './fields';

/** What happened to an entity. */
export interface EntityChange {
  action: 'create' | 'update' | 'delete';
  ref: string;
  /** What it looks like, or did. */
  content: JsonValue;
  change: AuditDraft['change'];
  /** Milliseconds. */
  at: number;
}

const actors = [{ type: 'plugin' as const, ref: 'plugin:catalog' }];
const origin = ['metadata', 'annotations', ANNOTATION_ORIGIN_LOCATION];

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

  async record({ action, ref, content, change, at }: EntityChange) {
    const location = valueAt(content, origin);
    await this.#recorder.record({
      event: 'entity',
      action,
      severity: 'medium',
      actors,
      entities: [ref],
      meta: location === undefined ? undefined : { origin: location },
      change,
      startedAt: new Date(at),
    });
  }

  /** From here on changes are recorded; what was there before is not. */
  async recordBaseline(watch: string, entities: number): Promise<void> {
    await this.#recorder.record({
      event: 'entity',
      action: 'baseline',
      actors,
      meta: { watch, entities },
    });
  }
}
