import { secureUrl } from '../../stream/readUrl';
import { signatureHeaders } from '../../stream/signatureHeaders';
import { type Anchor, type AnchoredBlock } from './Anchor';

const TIMEOUT_MS = 10_000;

/** What {@link WebhookAnchor} works with. */
export interface WebhookAnchorOptions {
  url: string;
  /** Plain HTTP is meant. */
  allowInsecure?: boolean;
  /** Key of the signature. */
  secret: string;
  fetch?: typeof fetch;
  now?: () => number;
}

/** Posts to a URL, signed as all that we post, see {@link signatureHeaders}. */
export class WebhookAnchor implements Anchor {
  readonly name: string;
  readonly #o: WebhookAnchorOptions;

  private constructor(options: WebhookAnchorOptions) {
    this.#o = options;
    this.name = `webhook ${new URL(options.url).origin}`;
  }

  /** @throws InputError where the URL is not HTTPS */
  static create(options: WebhookAnchorOptions): WebhookAnchor {
    const what = 'audit.seal.anchors: webhook';
    secureUrl(options.url, { ...options, what });
    return new WebhookAnchor(options);
  }

  async write(block: AnchoredBlock): Promise<void> {
    const { url, secret, fetch: send = fetch, now = Date.now } = this.#o;
    const body = JSON.stringify(block);
    const response = await send(url, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'Content-Type': 'application/json',
        ...signatureHeaders(body, { secret, now: now() }),
      },
    });
    await response.arrayBuffer();
    if (!response.ok) {
      throw new Error(`${this.name} answered ${response.status}`);
    }
  }
}
