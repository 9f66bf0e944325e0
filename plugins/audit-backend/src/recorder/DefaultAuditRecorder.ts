import type { Knex } from 'knex';
import { newId } from '../capture/newId';
import type {
  AuthService,
  HttpAuthService,
  PluginMetadataService,
} from '@backstage/backend-plugin-api';
import type {
  AuditActor,
  AuditDraft,
  AuditSource,
} from '@daytwo/backstage-plugin-audit-common';
import type {
  AuditRecorderEntry,
  AuditRecorderService,
} from '@daytwo/backstage-plugin-audit-node';
import { actorsOf } from '../auditor/actors';
import { entitiesIn, MOST_ENTITIES } from '../auditor/entities';
import { errorOf, outcomeOf } from '../auditor/outcome';
import { readMeta } from '../auditor/readMeta';
import { requestOf } from '../auditor/request';
import type { AuditCapture } from '../capture/AuditCapture';
import { boundNames } from '../capture/boundNames';

/** What {@link DefaultAuditRecorder} works with. */
export interface DefaultAuditRecorderOptions {
  capture: AuditCapture;
  auth: AuthService;
  httpAuth: HttpAuthService;
  plugin: Pick<PluginMetadataService, 'getId'>;
  /** `recorder` where it is left out. */
  source?: AuditSource;
}

/** A record without what is special about it. */
const BARE_BYTES = 500;

/** Records straight into the audit log. */
export class DefaultAuditRecorder implements AuditRecorderService {
  readonly #o: DefaultAuditRecorderOptions;

  private constructor(options: DefaultAuditRecorderOptions) {
    this.#o = options;
  }

  static create(options: DefaultAuditRecorderOptions): DefaultAuditRecorder {
    return new DefaultAuditRecorder(options);
  }

  async record(
    entry: AuditRecorderEntry,
    { noise }: { noise?: boolean } = {},
  ): Promise<void> {
    const { draft, bytes } = await this.#describe(entry, noise);
    const { writer } = this.#o.capture;
    await writer.write({ kind: 'record', draft }, bytes);
  }

  /**
   * Records what is kept in the log's own database, together with that: both, or
   * neither.
   *
   * @throws Error where the database does not take it
   */
  async recordAlong(
    entries: readonly AuditRecorderEntry[],
    along: (tx: Knex) => Promise<void>,
  ): Promise<void> {
    const described = await Promise.all(entries.map(e => this.#describe(e)));
    const records = described.map(({ draft }) => ({
      kind: 'record' as const,
      draft,
    }));
    await this.#o.capture.writer.writeAlong(records, along);
  }

  async #describe(entry: AuditRecorderEntry, noise?: boolean) {
    const { capture, source = 'recorder', plugin } = this.#o;
    const { clock, sanitiser, writer } = capture;
    const { error, request } = entry;
    const now = clock.now();
    const durationMs = usable(
      entry.durationMs && Math.max(entry.durationMs, 0),
    );
    const startedAt = usable(entry.startedAt?.getTime());
    const { value, bytes, redacted, truncated } = sanitiser.sanitise({
      request: request && requestOf(request),
      meta: entry.meta && readMeta(entry.meta),
      change: entry.change,
      error: error && errorOf(error),
    });
    const id = newId();
    const draft: AuditDraft = boundNames({
      id,
      correlationId: this.#correlation(entry) ?? id,
      plugin: plugin.getId(),
      event: entry.event,
      action: entry.action,
      severity: entry.severity ?? 'low',
      outcome: entry.outcome ?? (error ? outcomeOf(error) : 'succeeded'),
      source,
      noise,
      startedAt: new Date(startedAt ?? now - (durationMs ?? 0)).toISOString(),
      durationMs,
      actors: await this.#actors(entry),
      entities: entitiesIn({ entityRefs: entry.entities }, value.meta),
      ...value,
      redacted,
      truncated: isWhole(entry)
        ? truncated
        : [...(truncated ?? []), '/entities'],
      writer: writer.name,
    });
    return { draft, bytes: bytes + BARE_BYTES };
  }

  /** Of one plugin it is unlike another's, unless it names what both are about. */
  #correlation({ correlationId }: AuditRecorderEntry): string | undefined {
    return correlationId === undefined || correlationId.includes(':')
      ? correlationId
      : `${this.#o.plugin.getId()}:${correlationId}`;
  }

  async #actors(entry: AuditRecorderEntry): Promise<AuditActor[]> {
    const { auth, httpAuth, plugin } = this.#o;
    if (entry.actors && entry.actors.length > 0) {
      return entry.actors;
    }
    const asked = entry.request && (await httpAuth.credentials(entry.request));
    const credentials =
      entry.credentials ?? asked ?? (await auth.getOwnServiceCredentials());
    return actorsOf(auth, credentials, { plugin: plugin.getId() });
  }
}

/** What is no number, as something was parsed in vain say, is as good as not given. */
function usable(ms: number | undefined): number | undefined {
  return ms !== undefined && Number.isFinite(ms) ? ms : undefined;
}

function isWhole({ entities = [] }: AuditRecorderEntry): boolean {
  return entities.length <= MOST_ENTITIES;
}
