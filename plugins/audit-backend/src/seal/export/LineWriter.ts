import { createHash } from 'crypto';
import { EXPORT_SIGNATURE_CONTEXT, type SealKey } from '../keys/SealKey';

const CHUNK = 64 * 1024;

/** Writes lines of JSON in larger pieces, and hashes what it wrote. */
export class LineWriter {
  readonly #hash = createHash('sha256');
  #pending = '';

  /** Adds a line. */
  add(line: object): void {
    this.#pending += `${JSON.stringify(line)}\n`;
  }

  /** What is large enough to be sent. */
  *full(): Generator<string> {
    if (this.#pending.length >= CHUNK) {
      yield this.#take();
    }
  }

  /** The rest, and the last line: what was written, and the signature of that. */
  *end(
    counts: { records: number; blocks: number; lastBlockHash: string },
    key: SealKey,
  ): Generator<string> {
    yield this.#take();
    const { records, blocks, lastBlockHash } = counts;
    const sha256 = this.#hash.digest('hex');
    const said = { records, blocks, lastBlockHash, sha256 };
    const signature = key.sign(EXPORT_SIGNATURE_CONTEXT, JSON.stringify(said));
    const line = { type: 'end', ...said, key: key.id, signature };
    yield `${JSON.stringify(line)}\n`;
  }

  #take(): string {
    const text = this.#pending;
    this.#hash.update(text);
    this.#pending = '';
    return text;
  }
}
