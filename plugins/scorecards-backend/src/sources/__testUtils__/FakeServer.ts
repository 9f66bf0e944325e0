import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real HTTP server on loopback that behaves as a test tells it to. */
export class FakeServer {
  /** What was asked, oldest first. */
  readonly requests: IncomingMessage[] = [];
  #answers: RequestListener[] = [];
  #always: RequestListener | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request);
      const answer = this.#answers.shift() ?? this.#always;
      if (answer) answer(request, response);
      else response.writeHead(500).end('no answer was prepared');
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

  /** Answers to the next requests, one each. */
  next(...answers: RequestListener[]): void {
    this.#answers.push(...answers);
  }

  /** The answer to all requests for which no other one is prepared. */
  always(answer: RequestListener): void {
    this.#always = answer;
  }

  reset(): void {
    this.requests.length = 0;
    this.#answers = [];
    this.#always = undefined;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}

/** JSON, as a well-behaved server sends it. */
export function json(
  body: unknown,
  headers: Record<string, string> = {},
): RequestListener {
  return (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** JSON with an ETag: 304 to those who have it. */
export function tagged(body: unknown, etag: string): RequestListener {
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { ETag: etag }).end();
    } else {
      json(body, { ETag: etag })(request, response);
    }
  };
}

/** A status and no more. */
export function status(
  code: number,
  headers: Record<string, string> = {},
): RequestListener {
  return (_, response) => {
    response.writeHead(code, headers).end('{"error":"so it is"}');
  };
}

/** Half of the announced body, then the connection breaks. */
export const halfBody: RequestListener = (_, response) => {
  response.writeHead(200, { 'Content-Length': '100' });
  response.write('{"line": 8', () => response.destroy());
};

/** Nothing at all, for ever. */
export const hang: RequestListener = () => {};

/** Headers at once, then a byte of the body, then nothing. */
export const hangInBody: RequestListener = (_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{');
};

/** A body without end or announced length. */
export const endless: RequestListener = (_, response) => {
  response.writeHead(200);
  const chunk = 'x'.repeat(65_536);
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
};
