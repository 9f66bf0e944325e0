import { createHash, type Hash } from 'node:crypto';
import { EXPORT_SIGNATURE_CONTEXT, type SealKey } from '../seal/keys/SealKey';

/** What a sealed export says, line by line; `audit-verify` reads it. */
export type SealedLine =
  | {
      type: 'header';
      format: 'daytwo-audit';
      version: 1;
      /** All records of consecutive blocks, or some records with a proof each. */
      kind: 'chain' | 'proofs';
      exportedAt: string;
      /** For people. */
      about?: unknown;
    }
  | { type: 'key'; id: string; publicKey: string }
  | { type: 'block'; header: string; signature: string; pruned?: true }
  | { type: 'record'; body: string; path?: string[] }
  | { type: 'witness'; header: string; signature: string; body: string }
  | { type: 'unsealed'; body: string };

/** Writes lines, counts and hashes them, and signs what it wrote. */
export class SealedLines {
  readonly #hash: Hash = createHash('sha256');
  #records = 0;
  #blocks = 0;
  #lastBlockHash = '0'.repeat(64);

  /** The text of a line. */
  write(line: SealedLine): string {
    if (line.type === 'record' || line.type === 'unsealed') {
      this.#records++;
    } else if (line.type === 'block') {
      this.#blocks++;
      const hash = createHash('sha256').update(line.header);
      this.#lastBlockHash = hash.digest('hex');
    }
    const text = `${JSON.stringify(line)}\n`;
    this.#hash.update(text);
    return text;
  }

  /** The last line: what there should be. */
  end(key: SealKey): string {
    const end = {
      records: this.#records,
      blocks: this.#blocks,
      lastBlockHash: this.#lastBlockHash,
      sha256: this.#hash.digest('hex'),
    };
    const signature = key.sign(EXPORT_SIGNATURE_CONTEXT, JSON.stringify(end));
    const line = { type: 'end', ...end, key: key.id, signature };
    return `${JSON.stringify(line)}\n`;
  }
}
