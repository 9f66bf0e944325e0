import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { ClientEventBatch } from '@daytwo/backstage-plugin-audit-common';
import { actorsOf } from '../../auditor/actors';
import type { Request } from '../../auditor/request';
import type { AuditCapture } from '../../capture/AuditCapture';
import { clientEventDraft } from './clientEventDraft';
import { EventBudget } from './EventBudget';
import type { ClientEventSettings } from './settings';

/** What {@link ClientEventRecorder} works with. */
export interface ClientEventRecorderOptions {
  auth: AuthService;
  capture: AuditCapture;
  settings: ClientEventSettings;
}

/** Who reports, and how. */
export interface ClientReport {
  credentials: BackstageCredentials;
  request?: Request;
}

/** Records what browsers report that people do. Off unless it is asked for. */
export class ClientEventRecorder {
  readonly #o: ClientEventRecorderOptions;
  readonly #budget: EventBudget;

  private constructor(options: ClientEventRecorderOptions) {
    this.#o = options;
    const { capture, settings } = options;
    this.#budget = EventBudget.create(capture.clock, settings.maxPerMinute);
  }

  static create(options: ClientEventRecorderOptions): ClientEventRecorder {
    return new ClientEventRecorder(options);
  }

  /**
   * @returns how many records were made, once they are durable
   * @throws NotFoundError where this is off, TooManyRequestsError where it is too much
   */
  async record(
    { events, lost = 0 }: ClientEventBatch,
    { credentials, request }: ClientReport,
  ): Promise<number> {
    const { auth, capture, settings } = this.#o;
    if (!settings.enabled) {
      throw new NotFoundError(
        'Events of browsers are not recorded here; audit.clientEvents.enabled would turn it on',
      );
    }
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError('Only people report events of their browser');
    }
    this.#budget.spend(credentials.principal.userEntityRef, events.length);
    const actors = actorsOf(auth, credentials, { plugin: 'client' });
    const drafts = events.map(event =>
      clientEventDraft(capture, event, { actors, request }),
    );
    if (lost > 0) {
      drafts[0].draft.meta = { ...drafts[0].draft.meta, lostBefore: lost };
    }
    await Promise.all(
      drafts.map(({ draft, bytes }) =>
        capture.writer.write({ kind: 'record', draft }, bytes),
      ),
    );
    return drafts.length;
  }
}
