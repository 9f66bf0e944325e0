import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { StreamItem, StreamTarget } from './StreamTarget';
import {
  syslogFrame,
  syslogMessage,
  type SyslogOptions,
} from './syslogMessage';

/** Where messages go. */
export interface SyslogTargetOptions extends SyslogOptions {
  connection: ConnectionOptions;
}

/**
 * Syslog over TLS, RFC 5425. The protocol has no answers. So each batch has a
 * connection of its own, which is closed on our side first: a server that closes
 * its side in order has read all of it.
 */
export class SyslogTarget implements StreamTarget {
  readonly #options: SyslogTargetOptions;

  private constructor(options: SyslogTargetOptions) {
    this.#options = options;
  }

  static create(options: SyslogTargetOptions): SyslogTarget {
    return new SyslogTarget(options);
  }

  async deliver(
    items: readonly StreamItem[],
    signal: AbortSignal,
  ): Promise<void> {
    const socket = await this.#connect(signal);
    const abort = () => socket.destroy(signal.reason as Error);
    signal.addEventListener('abort', abort);
    try {
      socket.resume();
      const [[hadError]] = await Promise.all([
        once(socket, 'close'),
        pipeline(this.#frames(items), socket, { signal }),
      ]);
      if (hadError) {
        throw new Error('the connection broke before all was read');
      }
    } finally {
      signal.removeEventListener('abort', abort);
      socket.destroy();
    }
  }

  async #connect(signal: AbortSignal): Promise<TLSSocket> {
    const { connection } = this.#options;
    // Known to Node, not to its types.
    const halfOpen = { allowHalfOpen: true };
    const socket = connect({ ...connection, ...halfOpen });
    // Whoever waits for the socket learns of it; one that nobody waits for any more must not end the process.
    socket.on('error', () => {});
    await once(socket, 'secureConnect', { signal }).catch(error => {
      socket.destroy();
      throw error;
    });
    return socket;
  }

  *#frames(items: readonly StreamItem[]): Generator<string> {
    for (const item of items) {
      yield syslogFrame(syslogMessage(item, this.#options));
    }
  }
}
