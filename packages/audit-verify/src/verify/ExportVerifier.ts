import { isUtf8 } from 'node:buffer';
import {
  parseLine,
  writeEnd,
  type BlockLine,
  type EndLine,
  type HeaderLine,
  type Line,
  type RecordLine,
  type UnsealedLine,
  type WitnessLine,
} from '../format/lines';
import type { PublicKey } from '../format/signatures';
import { UnreadableError } from '../UnreadableError';
import { Anchors, type Anchor } from './Anchors';
import { BlockChain, type ReadBlock } from './BlockChain';
import { endProblems } from './endProblems';
import { KeyPath } from './KeyPath';
import { OpenBlock, type Complain } from './OpenBlock';
import { Problems } from './Problems';
import { Pruning } from './Pruning';
import type { RecordFacts } from './records';
import type { Report } from './Report';
import { UnsealedTail } from './UnsealedTail';

/** What the user knows from elsewhere. */
export interface Trusted {
  keys: readonly PublicKey[];
  anchors: readonly Anchor[];
  /** Told of each block, to compare exports with each other. */
  onBlock?: (block: number, hash: string) => void;
}

/**
 * Verifies an export line by line. It holds one block's hashes, the keys and the
 * pruned ranges, whatever the length of the export.
 */
export class ExportVerifier {
  readonly #problems = new Problems();
  readonly #pruning = new Pruning();
  readonly #keys: KeyPath;
  readonly #chain: BlockChain;
  readonly #anchors: Anchors;
  readonly #hasAnchors: boolean;
  readonly #onBlock: Trusted['onBlock'];
  readonly #tail: UnsealedTail;
  #line = 0;
  #header: HeaderLine | undefined;
  #end: EndLine | undefined;
  #open: OpenBlock | undefined;
  #first: ReadBlock | undefined;
  #last: ReadBlock | undefined;
  /** A witness followed the blocks. */
  #witnessed = false;
  #blocks = 0;
  #records = 0;

  constructor({ keys, anchors, onBlock }: Trusted) {
    this.#onBlock = onBlock;
    this.#keys = new KeyPath(keys);
    this.#chain = new BlockChain(this.#keys);
    this.#anchors = new Anchors(anchors);
    this.#hasAnchors = anchors.length > 0;
    this.#tail = new UnsealedTail((message, seq) =>
      this.#complain(message, { seq }),
    );
  }

  /**
   * Takes the next line.
   *
   * @param before - SHA-256 of all bytes before it, hex
   * @throws UnreadableError where the first line is not that of an export
   */
  add(bytes: Buffer, before: () => string): void {
    this.#line++;
    if (this.#end) {
      this.#complain('there is something after the last line');
      return;
    }
    const line = this.#parse(bytes);
    if (line) {
      this.#take(line, before);
    }
  }

  /** There is nothing more. `rest` is what follows the end of the last line. */
  finish(rest: Buffer): Report {
    if (!this.#header) {
      throw new UnreadableError('it is empty, or not an export');
    }
    this.#line = 0;
    this.#closeBlock();
    if (!this.#end || rest.length > 0) {
      this.#complain(
        this.#end
          ? 'there is something after the last line'
          : 'the export breaks off: its last line is missing',
      );
    }
    for (const [from, to] of this.#pruning.unaccounted()) {
      this.#complain(
        `the records of blocks ${from} to ${to} are missing, and no sealed record says that retention pruned them`,
        { block: from },
      );
    }
    return this.#report();
  }

  /** Keys that signed, in order. */
  get signers(): PublicKey[] {
    return this.#keys.summary().keys;
  }

  #parse(bytes: Buffer): Line | undefined {
    try {
      if (!isUtf8(bytes)) {
        throw new Error('is not UTF-8');
      }
      const text = bytes.toString('utf8');
      const line = parseLine(text);
      if ((line.type === 'header') !== (this.#line === 1)) {
        throw new Error('is not where a header belongs');
      }
      if (line.type === 'end' && writeEnd(line) !== text) {
        throw new Error('is not how a last line is written');
      }
      return line;
    } catch (error) {
      const message = `the line ${(error as Error).message}`;
      if (this.#line === 1) {
        throw new UnreadableError(`not an export: ${message}`);
      }
      this.#complain(message);
      return undefined;
    }
  }

  #take(line: Line, before: () => string): void {
    switch (line.type) {
      case 'header':
        this.#header = line;
        break;
      case 'key':
        this.#complainIf(this.#keys.learn(line.id, line.publicKey));
        break;
      case 'block':
        this.#takeBlock(line);
        break;
      case 'record':
        this.#takeRecord(line);
        break;
      case 'witness':
        this.#takeWitness(line);
        break;
      case 'unsealed':
        this.#takeUnsealed(line);
        break;
      default:
        this.#takeEnd(line, before());
    }
  }

  #takeBlock(line: BlockLine): void {
    this.#closeBlock();
    const mayJump = this.#header?.kind === 'proofs' || !this.#first;
    const { block, sound } = this.#read({ ...line, mayJump });
    this.#blocks++;
    if (!mayJump && this.#witnessed) {
      const message = 'comes after a witness: what lies between may be missing';
      this.#complain(message, { block: block?.header.block });
    }
    if (!block) {
      return;
    }
    this.#first ??= block;
    this.#last = block;
    if (line.pruned) {
      this.#pruning.pruned(block.header.block);
    } else {
      this.#open = this.#opened(block, sound);
    }
  }

  #read(signed: { header: string; signature: string; mayJump: boolean }): {
    block?: ReadBlock;
    sound: boolean;
  } {
    const { block, problems } = this.#chain.add(signed);
    const number = block?.header.block;
    problems.forEach(problem => this.#complain(problem, { block: number }));
    if (block) {
      this.#anchors.look(block);
      this.#onBlock?.(block.header.block, block.hash);
    }
    return { block, sound: problems.length === 0 };
  }

  #opened(block: ReadBlock, sound: boolean): OpenBlock {
    const complain: Complain = (message, seq) =>
      this.#complain(message, { block: block.header.block, seq });
    return new OpenBlock({ block, sound, complain });
  }

  #takeRecord(line: RecordLine): void {
    this.#records++;
    if (!this.#open) {
      this.#complain('there is a record that no block precedes');
    } else if (this.#header?.kind === 'proofs') {
      this.#open.prove(line.body, line.path ?? []);
    } else {
      this.#open.add(line.body);
    }
  }

  /** A witness is a block of one record. */
  #takeWitness(line: WitnessLine): void {
    this.#closeBlock();
    this.#witnessed = this.#first !== undefined;
    const { block, sound } = this.#read({ ...line, mayJump: true });
    if (block) {
      const open = this.#opened(block, sound);
      open.add(line.body);
      this.#believe(open.close(), block.header.key);
    }
  }

  #takeUnsealed(line: UnsealedLine): void {
    this.#closeBlock();
    const header = this.#last?.header;
    const after = {
      seq: (header?.lastSeq ?? 0) + 1,
      at: header?.sealedAt ?? '',
    };
    const mayJump = !header || this.#header?.kind === 'proofs';
    this.#tail.add(line.body, after, mayJump);
  }

  #takeEnd(line: EndLine, sha256: string): void {
    this.#closeBlock();
    this.#end = line;
    const seen = {
      records: this.#records + this.#tail.count,
      blocks: this.#blocks,
      lastBlockHash: this.#last?.hash,
      sha256,
    };
    endProblems(line, seen, this.#keys).forEach(problem =>
      this.#complain(problem),
    );
  }

  #closeBlock(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open) {
      const proofs = this.#header?.kind === 'proofs';
      this.#believe(proofs ? open.proved() : open.close(), open.signer);
    }
  }

  #believe(records: readonly RecordFacts[], signer: string): void {
    for (const { seq, rotation, pruned } of records) {
      if (rotation) {
        this.#complainIf(this.#keys.rotate(rotation, signer), seq);
      }
      this.#pruning.allow(pruned ?? []);
    }
  }

  #complainIf(message: string | undefined, seq?: number): void {
    if (message) {
      this.#complain(message, { seq });
    }
  }

  #complain(message: string, where: { block?: number; seq?: number } = {}) {
    const line = this.#line || undefined;
    this.#problems.add({ line, ...where, message });
  }

  #report(): Report {
    const anchors = this.#anchors.result(this.#isWhole());
    anchors.problems.forEach(problem => this.#problems.add(problem));
    const { keys, trusted, given } = this.#keys.summary();
    if (given && !trusted) {
      const ids = keys.map(({ id }) => id).join(', ');
      this.#complain(
        `it is signed by ${
          ids || 'nobody'
        }, and none of the given keys: the chain was rewritten, or is another one`,
      );
    }
    const anchored = this.#hasAnchors && this.#anchors.found > 0;
    return {
      ...this.#counts(),
      keys: keys.map(({ id, fingerprint }) => ({ id, fingerprint })),
      trust: (trusted && 'key') || (anchored && 'anchor') || 'none',
      problems: this.#problems.found,
      problemCount: this.#problems.count,
      notes: [...this.#beginning(), ...anchors.notes],
    };
  }

  /** Some records, or those of a period that has an end, say nothing about what came later. */
  #isWhole(): boolean {
    const { kind, about } = this.#header ?? {};
    const { filter } = (about ?? {}) as { filter?: { to?: unknown } };
    return kind !== 'proofs' && filter?.to === undefined;
  }

  #beginning(): string[] {
    const first = this.#first?.header.block ?? 1;
    return first > 1 && this.#header?.kind === 'chain'
      ? [`It begins at block ${first}: what was sealed before is not in it`]
      : [];
  }

  #counts() {
    return {
      kind: this.#header?.kind ?? 'chain',
      exportedAt: this.#header?.exportedAt ?? '',
      about: this.#header?.about,
      blocks: this.#blocks,
      records: this.#records,
      unsealed: this.#tail.count,
      pruned: this.#pruning.count,
      firstBlock: this.#first?.header.block,
      lastBlock: this.#last?.header.block,
      since: this.#first?.header.since,
      until: this.#last?.header.sealedAt,
      lastBlockHash: this.#last?.hash,
    };
  }
}
