import { createHmac } from 'crypto';
import { type Anchor, type AnchoredBlock } from './Anchor';

const TIMEOUT_MS = 10_000;

/** What {@link WebhookAnchor} works with. */
export interface WebhookAnchorOptions {
  url: string;
  /** Key of the HMAC. */
  secret: string;
  fetch?: typeof fetch;
}

/**
 * Posts to a URL. The header `X-Daytwo-Signature` is `sha256=` and the HMAC of the
 * body, hex.
 */
export class WebhookAnchor implements Anchor {
  readonly name: string;
  readonly #o: WebhookAnchorOptions;

  private constructor(options: WebhookAnchorOptions) {
    this.#o = options;
    this.name = `webhook ${new URL(options.url).origin}`;
  }

  /** @throws Error where the URL is not HTTPS */
  static create(options: WebhookAnchorOptions): WebhookAnchor {
    const { protocol, hostname } = new URL(options.url);
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    if (protocol !== 'https:' && !isLocal) {
      throw new Error('audit.seal.anchors: the url of a webhook must be https');
    }
    return new WebhookAnchor(options);
  }

  async write(block: AnchoredBlock): Promise<void> {
    const body = JSON.stringify(block);
    const hmac = createHmac('sha256', this.#o.secret).update(body);
    const response = await (this.#o.fetch ?? fetch)(this.#o.url, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'Content-Type': 'application/json',
        'X-Daytwo-Signature': `sha256=${hmac.digest('hex')}`,
      },
    });
    await response.arrayBuffer();
    if (!response.ok) {
      throw new Error(`${this.name} answered ${response.status}`);
    }
  }
}
