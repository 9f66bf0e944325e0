import { createHash, type Hash } from 'node:crypto';

const NEWLINE = 0x0a;
const LONGEST_LINE = 256 * 1024 * 1024;

/** Takes a line without its end; `before`, called at once, is the SHA-256 of all bytes before it, hex. */
export type OnLine = (line: Buffer, before: () => string) => void;

/**
 * Cuts a stream of bytes into lines. It holds one line at a time, and hashes what
 * went by, each byte once.
 */
export class LineReader {
  readonly #onLine: OnLine;
  readonly #hash: Hash = createHash('sha256');
  #rest: Buffer[] = [];
  #restBytes = 0;
  #bytes = 0;

  constructor(onLine: OnLine) {
    this.#onLine = onLine;
  }

  /** How many bytes went by. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Reads all. @returns what is left after the last end of a line */
  async read(source: AsyncIterable<Buffer>): Promise<Buffer> {
    for await (const chunk of source) {
      this.#bytes += chunk.length;
      this.#take(chunk);
    }
    return Buffer.concat(this.#rest);
  }

  #take(chunk: Buffer): void {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      this.#keep(chunk);
      return;
    }
    this.#lines(Buffer.concat([...this.#rest, chunk.subarray(0, end)]));
    this.#rest = [];
    this.#restBytes = 0;
    this.#keep(chunk.subarray(end));
  }

  #lines(bytes: Buffer): void {
    let hashed = 0;
    let start = 0;
    const before = () => {
      this.#hash.update(bytes.subarray(hashed, start));
      hashed = start;
      return this.#hash.copy().digest('hex');
    };
    while (start < bytes.length) {
      const end = bytes.indexOf(NEWLINE, start);
      this.#onLine(bytes.subarray(start, end), before);
      start = end + 1;
    }
    this.#hash.update(bytes.subarray(hashed));
  }

  #keep(part: Buffer): void {
    if (part.length > 0) {
      this.#rest.push(part);
      this.#restBytes += part.length;
    }
    if (this.#restBytes > LONGEST_LINE) {
      throw new Error(`a line is longer than ${LONGEST_LINE} bytes`);
    }
  }
}
