import { EventQueue, MOST_EVENTS } from './EventQueue';
import { sendBatch, type Sent } from './sendBatch';
import { toClientEvent, type AuditAnalyticsEvent } from './toClientEvent';

const PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;

/** What {@link AuditAnalytics} works with. @public */
export interface AuditAnalyticsOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
  configApi: { getOptionalBoolean(key: string): boolean | undefined };
}

/**
 * Reports what people do in the browser to the audit log, in batches: every ten
 * seconds, when there are many, and when the page is left. It does so only where
 * `audit.clientEvents.enabled` is `true`. A backend that does not answer costs
 * the page nothing: what cannot wait is counted and dropped.
 *
 * @public
 */
export class AuditAnalytics {
  readonly #o: AuditAnalyticsOptions;
  readonly #queue = new EventQueue();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  #failures = 0;
  #isOff = false;

  private constructor(options: AuditAnalyticsOptions) {
    this.#o = options;
    this.#isOff =
      options.configApi.getOptionalBoolean('audit.clientEvents.enabled') !==
      true;
    if (!this.#isOff) {
      document.addEventListener('visibilitychange', this.#hidden);
      window.addEventListener('pagehide', this.#leave);
    }
  }

  static fromConfig(options: AuditAnalyticsOptions): AuditAnalytics {
    return new AuditAnalytics(options);
  }

  captureEvent(event: AuditAnalyticsEvent): void {
    if (this.#isOff) {
      return;
    }
    this.#queue.add(toClientEvent(event, Date.now()));
    if (this.#queue.length >= MOST_EVENTS && this.#failures === 0) {
      void this.#flush();
    } else {
      this.#flushAfter(PAUSE_MS);
    }
  }

  readonly #hidden = () => {
    if (document.visibilityState === 'hidden') {
      this.#leave();
    }
  };

  /** There may be no later: all goes at once, whatever is on its way; to a backend that fails, a bit. */
  readonly #leave = () => {
    const batches = this.#failures > 0 ? 1 : Infinity;
    for (let n = 0; n < batches && this.#queue.length > 0; n++) {
      const batch = this.#queue.take();
      void (batch && this.#send(batch));
    }
  };

  #flushAfter(ms: number): void {
    this.#timer ??= setTimeout(() => this.#flush(), ms);
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#isSending ? undefined : this.#queue.take();
    if (batch) {
      this.#isSending = true;
      await this.#send(batch);
      this.#isSending = false;
      this.#goOn();
    }
  }

  #goOn(): void {
    if (this.#queue.length >= MOST_EVENTS && this.#failures === 0) {
      void this.#flush();
    } else if (this.#queue.length > 0) {
      this.#flushAfter(PAUSE_MS);
    }
  }

  async #send(batch: NonNullable<ReturnType<EventQueue['take']>>) {
    const sent = await sendBatch(batch, this.#o);
    switch (sent.result) {
      case 'taken':
        this.#failures = 0;
        break;
      case 'refused':
        this.#queue.drop(batch);
        break;
      case 'off':
        this.#turnOff();
        break;
      case 'later':
        this.#queue.putBack(batch);
        this.#retry(sent);
        break;
      default:
        throw new Error(`Unknown result ${sent satisfies never}`);
    }
  }

  #retry({ afterMs }: Extract<Sent, { result: 'later' }>): void {
    const pause = PAUSE_MS * 2 ** Math.min(this.#failures++, 10);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushAfter(afterMs ?? Math.min(pause, LONGEST_PAUSE_MS));
  }

  #turnOff(): void {
    this.#isOff = true;
    this.#queue.clear();
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#hidden);
    window.removeEventListener('pagehide', this.#leave);
  }
}
