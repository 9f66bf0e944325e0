import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  AuditorServiceEvent,
  AuthService,
  HttpAuthService,
  PluginMetadataService,
} from '@backstage/backend-plugin-api';
import type { AuditCapture } from '../capture/AuditCapture';
import { actorsOf } from './actors';
import { CapturedEvent } from './CapturedEvent';
import { outcomeOf } from './outcome';
import { readMeta } from './readMeta';
import { requestOf } from './request';

/** What {@link CapturingAuditor} works with. @public */
export interface CapturingAuditorOptions {
  /** Is told everything as well, first: it logs, say. */
  inner: AuditorService;
  capture: AuditCapture;
  auth: AuthService;
  httpAuth: HttpAuthService;
  plugin: PluginMetadataService;
}

/**
 * An auditor that puts every event into the audit log, and passes it on to
 * another auditor.
 *
 * @example
 * A portal that has an auditor of its own keeps it, and captures too:
 *
 * ```ts
 * backend.add(
 *   createServiceFactory({
 *     service: coreServices.auditor,
 *     deps: {
 *       auth: coreServices.auth,
 *       capture: auditCaptureServiceRef,
 *       httpAuth: coreServices.httpAuth,
 *       plugin: coreServices.pluginMetadata,
 *     },
 *     factory: deps =>
 *       CapturingAuditor.create({ ...deps, inner: createOurOwnAuditor(deps) }),
 *   }),
 * );
 * ```
 *
 * @public
 */
export class CapturingAuditor implements AuditorService {
  readonly #o: CapturingAuditorOptions;

  private constructor(options: CapturingAuditorOptions) {
    this.#o = options;
  }

  static create(options: CapturingAuditorOptions): CapturingAuditor {
    return new CapturingAuditor(options);
  }

  createEvent(
    options: AuditorServiceCreateEventOptions,
  ): Promise<AuditorServiceEvent> {
    const turn = this.#o.capture.writer.admission.begin();
    return turn ? turn.then(() => this.#begin(options)) : this.#begin(options);
  }

  async #begin(
    options: AuditorServiceCreateEventOptions,
  ): Promise<AuditorServiceEvent> {
    const { inner, event } = await this.#look(options);
    await event.begin();
    return {
      async success(params) {
        await both(
          () => inner.success(params),
          () => event.end({ outcome: 'succeeded', meta: params?.meta }),
        );
      },
      async fail(params) {
        const { error, meta } = params;
        await both(
          () => inner.fail(params),
          () => event.end({ outcome: outcomeOf(error), error, meta }),
        );
      },
    };
  }

  async #look(options: AuditorServiceCreateEventOptions) {
    try {
      const inner = await this.#o.inner.createEvent(options);
      return { inner, event: await this.#start(options) };
    } finally {
      this.#o.capture.writer.admission.begun();
    }
  }

  async #start({
    eventId,
    severityLevel = 'low',
    request,
    meta,
  }: AuditorServiceCreateEventOptions): Promise<CapturedEvent> {
    const { auth, httpAuth, capture } = this.#o;
    const plugin = this.#o.plugin.getId();
    const from = request && requestOf(request);
    const credentials = request
      ? await httpAuth.credentials(request)
      : await auth.getOwnServiceCredentials();
    return CapturedEvent.create(capture, {
      plugin,
      event: eventId,
      severity: severityLevel,
      actors: actorsOf(auth, credentials, {
        plugin,
        userAgent: from?.userAgent,
        meta: request ? undefined : readMeta(meta),
      }),
      request: from,
      meta,
    });
  }
}

/** What is told to the one is recorded, also where that one fails. */
async function both(
  tell: () => Promise<void>,
  record: () => Promise<void>,
): Promise<void> {
  try {
    await tell();
  } finally {
    await record();
  }
}
