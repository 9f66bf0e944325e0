import { toOcsf } from '../export/toOcsf';
import { signatureHeaders } from './signatureHeaders';
import type { StreamFormat, StreamItem, StreamTarget } from './StreamTarget';
import { TryLaterError } from './StreamTarget';

const LONGEST_PAUSE_MS = 3_600_000;

/** Where batches go. */
export interface HttpsTargetOptions {
  url: string;
  headers: Record<string, string>;
  /** Key of the signature; batches are not signed without one. */
  secret?: string;
  format: StreamFormat;
  fetch?: typeof fetch;
  now?: () => number;
}

/**
 * NDJSON by HTTP POST. `X-Daytwo-Signature` is `v1,` and the base64 HMAC-SHA256
 * of `<X-Daytwo-Timestamp>.<body>`; `X-Daytwo-First-Seq` and `-Last-Seq` tell a
 * receiver which batches it has already.
 */
export class HttpsTarget implements StreamTarget {
  readonly #o: HttpsTargetOptions;

  private constructor(options: HttpsTargetOptions) {
    this.#o = options;
  }

  static create(options: HttpsTargetOptions): HttpsTarget {
    return new HttpsTarget(options);
  }

  async deliver(
    items: readonly StreamItem[],
    signal: AbortSignal,
  ): Promise<void> {
    const { url, format, fetch: send = fetch } = this.#o;
    const body = items
      .map(item =>
        format === 'ocsf' ? JSON.stringify(toOcsf(item.record)) : item.body,
      )
      .join('\n');
    const response = await send(url, {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: this.#headers(items, `${body}\n`),
      body: `${body}\n`,
    });
    await response.body?.cancel();
    if (!response.ok) {
      throw toError(response);
    }
  }

  #headers(items: readonly StreamItem[], body: string): Record<string, string> {
    const { headers, secret, now = Date.now } = this.#o;
    return {
      ...headers,
      'Content-Type': 'application/x-ndjson',
      'X-Daytwo-First-Seq': String(items[0].record.seq),
      'X-Daytwo-Last-Seq': String(items[items.length - 1].record.seq),
      ...signatureHeaders(body, { secret, now: now() }),
    };
  }
}

function toError({ status, statusText, headers }: Response): Error {
  const message = `answered ${status} ${statusText}`.trim();
  const after = headers.get('retry-after');
  if (!after || (status !== 429 && status !== 503)) {
    return new Error(message);
  }
  const seconds = Number(after);
  const ms = Number.isNaN(seconds)
    ? Date.parse(after) - Date.now()
    : seconds * 1000;
  return new TryLaterError(
    message,
    Math.min(LONGEST_PAUSE_MS, Math.max(0, ms || 0)),
  );
}
