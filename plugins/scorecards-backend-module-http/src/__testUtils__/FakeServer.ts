import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request, with its body. */
export type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & {
  body: string;
};

/** A real HTTP server on loopback that answers as a test tells it to. */
export class FakeServer {
  readonly asked: Asked[] = [];
  answer: RequestListener = (_, response) => response.end('{}');
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        const body = Buffer.concat(chunks).toString();
        this.asked.push({ method, url, headers, body });
        this.answer(request, response);
      });
    });
  }

  static async start(): Promise<FakeServer> {
    const fake = new FakeServer();
    await new Promise<void>(done =>
      fake.#server.listen(0, '127.0.0.1', () => done()),
    );
    return fake;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}
