import { createHash } from 'node:crypto';
import type { BlockHeader } from '../format/BlockHeader';
import { signed, type TestKey } from './testKeys';

/** A sealed block. */
export interface TestBlock {
  header: string;
  hash: string;
  signature: string;
  bodies: string[];
}

function sha256(...parts: Array<Buffer | string>): Buffer {
  const hash = createHash('sha256');
  parts.forEach(part => hash.update(part));
  return hash.digest();
}

/** What is hashed of a record, by the format's description. */
function entryOf(body: string): string {
  const [, head, rest] = /^(.*?",)(.*)$/s.exec(body) ?? ['', body, ''];
  return head + sha256(rest).toString('base64');
}

/** RFC 6962 §2.1 to the letter. */
function treeOf(bodies: readonly string[]): Buffer {
  if (bodies.length < 2) {
    return bodies.length === 0
      ? sha256('')
      : sha256(Buffer.of(0), entryOf(bodies[0]));
  }
  const split = 2 ** (Math.ceil(Math.log2(bodies.length)) - 1);
  return sha256(
    Buffer.of(1),
    treeOf(bodies.slice(0, split)),
    treeOf(bodies.slice(split)),
  );
}

const EPOCH = new Date(0).toISOString();
const BEGIN = Date.UTC(2026, 10, 24, 20);

/** An instant of the tests, seconds after their beginning. */
export function at(seconds: number): string {
  return new Date(BEGIN + seconds * 1000).toISOString();
}

/** A small log that seals what it is told to, right or wrong. */
export class TestChain {
  readonly blocks: TestBlock[] = [];
  #seq = 0;
  #second = 0;
  readonly #key: TestKey;

  constructor(key: TestKey) {
    this.#key = key;
  }

  /** The text of the next record. */
  record(more: object = {}): string {
    this.#seq++;
    this.#second++;
    return JSON.stringify({
      v: 1,
      seq: this.#seq,
      at: at(this.#second),
      id: `r${this.#seq}`,
      plugin: 'catalog',
      event: 'entity-fetch',
      source: 'auditor',
      meta: { text: 'é "quoted" \u2028' },
      ...more,
    });
  }

  records(count: number): string[] {
    return Array.from({ length: count }, () => this.record());
  }

  /** A record of the audit log about itself. */
  system(event: string, meta: object): string {
    return this.record({ plugin: 'audit', source: 'system', event, meta });
  }

  /** Seals records; `wrong` replaces fields of the header before it is signed. */
  seal(
    bodies: string[],
    wrong: Partial<BlockHeader> = {},
    key: TestKey = this.#key,
  ): TestBlock {
    const last = this.blocks.at(-1);
    const before = last && (JSON.parse(last.header) as BlockHeader);
    const firstSeq = (before?.lastSeq ?? 0) + 1;
    const header = JSON.stringify({
      v: 1,
      block: this.blocks.length + 1,
      firstSeq,
      lastSeq: firstSeq + bodies.length - 1,
      since: before?.sealedAt ?? EPOCH,
      sealedAt: at(this.#second),
      root: treeOf(bodies).toString('hex'),
      previous: last?.hash ?? '0'.repeat(64),
      key: key.id,
      ...wrong,
    });
    const block = {
      header,
      hash: sha256(header).toString('hex'),
      signature: signed(key, `daytwo-audit-block-v1\n${header}`),
      bodies,
    };
    this.blocks.push(block);
    return block;
  }
}

/** Three blocks of ten, one and five records. */
export function threeBlocks(key: TestKey): TestChain {
  const chain = new TestChain(key);
  [10, 1, 5].forEach(count => chain.seal(chain.records(count)));
  return chain;
}
