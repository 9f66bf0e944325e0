import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  AuditRecorderEntry,
  AuditRecorderService,
} from './AuditRecorderService';

/** Records through the auditor of Backstage; what it has no place for goes to `meta`. */
export class AuditorRecorder implements AuditRecorderService {
  readonly #auditor: AuditorService;

  private constructor(auditor: AuditorService) {
    this.#auditor = auditor;
  }

  static create(auditor: AuditorService): AuditorRecorder {
    return new AuditorRecorder(auditor);
  }

  async record(entry: AuditRecorderEntry): Promise<void> {
    const { event, severity, request, outcome, error } = entry;
    const options = { eventId: event, severityLevel: severity, request };
    const started = await this.#auditor.createEvent({
      ...options,
      meta: metaOf(entry),
    });
    const failure =
      error ??
      (outcome && outcome !== 'succeeded' ? new Error(outcome) : undefined);
    await (failure ? started.fail({ error: failure }) : started.success());
  }
}

function metaOf({
  action,
  actors,
  entities,
  change,
  correlationId,
  startedAt,
  durationMs,
  meta,
}: AuditRecorderEntry): JsonObject {
  const all = {
    ...meta,
    actionType: action,
    actors: actors?.map(({ ref }) => ref),
    entityRefs: entities,
    ...change,
    correlationId,
    // Nothing, where it is no date.
    startedAt: startedAt?.toJSON() ?? undefined,
    durationMs,
  };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as JsonObject;
}
