import { sizeOf } from '../format/BlockHeader';
import { recordLeaf } from '../merkle/hashes';
import { rootFromPath } from '../merkle/rootFromPath';
import { TreeHash } from '../merkle/TreeHash';
import type { ReadBlock } from './BlockChain';
import { placeProblem } from './placeProblem';
import { readRecord, type RecordFacts } from './records';

/** Says what is wrong, and with which record. */
export type Complain = (message: string, seq?: number) => void;

/** What {@link OpenBlock} works with. */
export interface OpenBlockOptions {
  block: ReadBlock;
  /** Its header, place and signature are right. */
  sound: boolean;
  complain: Complain;
}

/** A block whose records are being read. */
export class OpenBlock {
  readonly #o: OpenBlockOptions;
  readonly #tree = new TreeHash();
  readonly #special: RecordFacts[] = [];
  #expected: number;
  #lastAt: string;
  #complaints = 0;

  constructor(options: OpenBlockOptions) {
    this.#o = options;
    this.#expected = options.block.header.firstSeq;
    this.#lastAt = options.block.header.since;
  }

  /** Id of the key that signed it. */
  get signer(): string {
    return this.#o.block.header.key;
  }

  /** One of all its records. */
  add(body: string): void {
    this.#tree.append(recordLeaf(body));
    const record = readRecord(body);
    if (!record) {
      this.#complain('is not a record', this.#expected++);
      return;
    }
    const problem =
      record.seq > this.#o.block.header.lastSeq
        ? 'is not of this block'
        : placeProblem(record.seq, this.#expected);
    if (problem) {
      this.#complain(problem, record.seq);
    }
    this.#expected = Math.max(this.#expected, record.seq + 1);
    this.#checkTime(record);
    this.#keepSpecial(record);
  }

  /** One of some of its records, with what proves that it is one. */
  prove(body: string, path: readonly string[]): void {
    const { header } = this.#o.block;
    const record = readRecord(body);
    if (!record || record.seq < this.#expected || record.seq > header.lastSeq) {
      const what = 'is not a record of this block, or out of order, or twice';
      this.#complain(what, record?.seq);
      return;
    }
    this.#expected = record.seq + 1;
    const root = rootFromPath({
      leaf: recordLeaf(body),
      index: record.seq - header.firstSeq,
      size: sizeOf(header),
      path: path.map(hash => Buffer.from(hash, 'hex')),
    });
    if (root?.toString('hex') !== header.root) {
      this.#complain('is not what was sealed: it was edited', record.seq);
      return;
    }
    this.#checkTime(record);
    this.#keepSpecial(record);
  }

  /** All its records were there. @returns those that say something about the seal itself, where they can be believed */
  close(): RecordFacts[] {
    const { header } = this.#o.block;
    if (this.#expected <= header.lastSeq) {
      const missing = `records ${this.#expected} to ${
        header.lastSeq
      } are missing`;
      this.#complain(missing, this.#expected);
    }
    if (
      this.#complaints === 0 &&
      this.#tree.root().toString('hex') !== header.root
    ) {
      this.#complain(
        `records ${header.firstSeq} to ${header.lastSeq} are not what was sealed: at least one was edited`,
      );
    }
    return this.proved();
  }

  /** Records that say something about the seal itself, where they can be believed. */
  proved(): RecordFacts[] {
    return this.#o.sound && this.#complaints === 0 ? this.#special : [];
  }

  #checkTime({ seq, at }: RecordFacts): void {
    const { since, sealedAt } = this.#o.block.header;
    if (at < this.#lastAt) {
      const earlier =
        this.#lastAt === since ? 'its block begins' : 'the record before';
      this.#complain(`is of ${at}, before ${earlier}: a clock was moved`, seq);
    } else if (at > sealedAt) {
      this.#complain(
        `is of ${at}, after its block was sealed at ${sealedAt}`,
        seq,
      );
    }
    this.#lastAt = at > this.#lastAt ? at : this.#lastAt;
  }

  #keepSpecial(record: RecordFacts): void {
    if (record.rotation || record.pruned) {
      this.#special.push(record);
    }
  }

  #complain(message: string, seq?: number): void {
    this.#complaints++;
    this.#o.complain(message, seq);
  }
}
