import { connect, createServer, type AddressInfo, type Socket } from 'net';

/** Stands before a server, and can take it away and give it back. */
export class Gate {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer({ noDelay: true }, socket =>
    this.#pass(socket),
  );
  readonly #target: { host: string; port: number };
  #isOpen = true;

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  static async start(target: { host: string; port: number }): Promise<Gate> {
    const gate = new Gate(target);
    await new Promise<void>((resolve, reject) => {
      gate.#server.once('error', reject);
      gate.#server.listen(0, '127.0.0.1', resolve);
    });
    return gate;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Cuts all connections, and each that comes. */
  shut(): void {
    this.#isOpen = false;
    this.#sockets.forEach(socket => socket.destroy());
  }

  async stop(): Promise<void> {
    this.shut();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #pass(socket: Socket): void {
    if (!this.#isOpen) {
      socket.destroy();
      return;
    }
    const onward = connect({ ...this.#target, noDelay: true });
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ]) {
      this.#sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
