import { mockCredentials } from '@backstage/backend-test-utils';
import { fork, type ChildProcess } from 'child_process';
import { once } from 'events';
import type { Commands, ServerMessage, ServerOptions } from './protocol';
import { UNRESTRICTED } from './services';

/** A request to the server. */
export interface ServerRequest {
  path: string;
  method?: 'GET' | 'PUT' | 'POST';
  body?: unknown;
  /** Ref of the person who asks; one who sees everything by default. */
  user?: string;
}

const entries = {
  scorecards: require.resolve('./scorecards.main'),
  'tech-insights': require.resolve('./techInsights.main'),
};

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Something that a process can be asked to do. */
type Command = (...args: never[]) => Promise<unknown>;

/** A backend in a process of its own, asked over HTTP as a browser would. */
export class ServerProcess<C extends Record<keyof C, Command> = Commands> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #base = '';
  #commands = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(options: ServerOptions): Promise<ServerProcess> {
    return ServerProcess.run<Commands>(entries[options.kind], options);
  }

  /**
   * @param entry - file that serves
   * @param options - what it is given
   * @param stdout - where it logs to: with the progress, or nowhere
   */
  static async run<C extends Record<keyof C, Command>>(
    entry: string,
    options: object,
    stdout: 2 | 'ignore' = 2,
  ): Promise<ServerProcess<C>> {
    const child = fork(entry, [JSON.stringify(options)], {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ...(process.env.BENCH_SERVER_NODE_OPTIONS?.split(' ') ?? []),
      ],
      // What it logs must not get between the figures.
      stdio: ['ignore', stdout, 2, 'ipc'],
    });
    const server = new ServerProcess<C>(child);
    await server.#ready();
    return server;
  }

  /** Has the server do something that its API does not offer. */
  async command<Name extends keyof C>(
    name: Name,
    ...args: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>> {
    const id = ++this.#commands;
    const done = new Promise<unknown>((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject }),
    );
    this.#child.send({ id, name, args });
    return done as Promise<Awaited<ReturnType<C[Name]>>>;
  }

  /** @throws Error where the answer is not a success */
  async request(request: ServerRequest): Promise<string> {
    return (await this.open(request)).text();
  }

  /**
   * Answers when the first of it is there: for what is too long to be held whole.
   *
   * @throws Error where the answer is not a success
   */
  async open({
    path,
    method = 'GET',
    body,
    user = UNRESTRICTED,
  }: ServerRequest): Promise<Response> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${mockCredentials.user.token(user)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      const text = await response.text();
      throw new Error(
        `${method} ${path}: ${response.status} ${text.slice(0, 500)}`,
      );
    }
    return response;
  }

  async json<T>(request: ServerRequest): Promise<T> {
    return JSON.parse(await this.request(request)) as T;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const gone = once(this.#child, 'exit');
      this.#child.disconnect();
      await gone;
    }
  }

  #ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#child.on('exit', code => {
        const error = new Error(`The server ended with code ${code}`);
        reject(error);
        this.#waiting.forEach(waiting => waiting.reject(error));
      });
      this.#child.on('message', message => {
        const received = message as ServerMessage;
        if (received.type === 'ready') {
          this.#base = `http://127.0.0.1:${received.port}/api`;
          resolve();
        } else {
          this.#answer(received);
        }
      });
    });
  }

  #answer(message: Exclude<ServerMessage, { type: 'ready' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'done') {
      waiting?.resolve(message.result);
    } else {
      waiting?.reject(new Error(message.error));
    }
  }
}
