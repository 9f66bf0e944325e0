import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { Certificate } from './certificates';

/** A syslog server over TLS that counts octets as RFC 5425 says, and may be cut off. */
export class SyslogServer {
  readonly messages: string[] = [];
  readonly #server: Server;
  /** Breaks each connection off after so many messages. */
  breakAfter = Infinity;

  private constructor(certificate: Certificate) {
    this.#server = createServer(
      { ...certificate, allowHalfOpen: true },
      socket => this.#serve(socket),
    );
    // Clients that do not trust the certificate hang up in the middle.
    this.#server.on('tlsClientError', (_error, socket) =>
      socket.on('error', () => {}),
    );
    this.#server.on('connection', socket => socket.on('error', () => {}));
  }

  static async start(certificate: Certificate): Promise<SyslogServer> {
    const server = new SyslogServer(certificate);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.close();
  }

  #serve(socket: TLSSocket): void {
    let waiting = Buffer.alloc(0);
    let received = 0;
    socket.on('error', () => {});
    socket.on('data', data => {
      waiting = Buffer.concat([waiting, data]);
      for (let next = cut(waiting); next; next = cut(waiting)) {
        if (received++ >= this.breakAfter) {
          socket.destroy();
          return;
        }
        this.messages.push(next.message);
        waiting = next.rest;
      }
    });
    socket.on('end', () => socket.end());
  }
}

function cut(data: Buffer): { message: string; rest: Buffer } | undefined {
  const space = data.indexOf(' ');
  const length = space > 0 ? Number(data.subarray(0, space)) : NaN;
  const end = space + 1 + length;
  return data.length >= end
    ? {
        message: data.toString('utf8', space + 1, end),
        rest: data.subarray(end),
      }
    : undefined;
}
