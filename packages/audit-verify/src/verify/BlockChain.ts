import { parseHeader, sizeOf, type BlockHeader } from '../format/BlockHeader';
import { isSignature } from '../format/signatures';
import { sha256 } from '../merkle/hashes';
import type { KeyPath } from './KeyPath';

/** The hash before the first block. */
export const GENESIS = '0'.repeat(64);

const EPOCH = new Date(0).toISOString();

/** A header and what it hashes to. */
export interface ReadBlock {
  header: BlockHeader;
  hash: string;
}

/** What {@link BlockChain.add} looks at. */
export interface SignedHeader {
  header: string;
  signature: string;
  /** Blocks may lie between the one before and this one. */
  mayJump: boolean;
}

/** What is wrong between a block and the one that it must follow directly. */
function linkProblems(before: ReadBlock, { header }: ReadBlock): string[] {
  const problems: string[] = [];
  if (header.previous !== before.hash) {
    problems.push(
      `does not follow block ${before.header.block}: it names another predecessor, the chain is forked or was rewritten`,
    );
  }
  if (header.firstSeq !== before.header.lastSeq + 1) {
    problems.push(
      `begins at record ${header.firstSeq}, where ${
        before.header.lastSeq + 1
      } is due`,
    );
  }
  if (header.since !== before.header.sealedAt) {
    problems.push(
      `covers the time since ${header.since}, but the one before ends at ${before.header.sealedAt}: a clock was moved, or time is left out`,
    );
  }
  return problems;
}

/** The first block of all follows a block that is nothing. */
const origin: ReadBlock = {
  hash: GENESIS,
  header: {
    v: 1,
    block: 0,
    firstSeq: 1,
    lastSeq: 0,
    since: EPOCH,
    sealedAt: EPOCH,
    root: GENESIS,
    previous: GENESIS,
    key: '',
  },
};

/** Follows headers from one to the next. */
export class BlockChain {
  readonly #keys: KeyPath;
  #last: ReadBlock | undefined;

  constructor(keys: KeyPath) {
    this.#keys = keys;
  }

  get last(): ReadBlock | undefined {
    return this.#last;
  }

  /** Takes the next header, and says all that is wrong with it. */
  add(signed: SignedHeader): { block?: ReadBlock; problems: string[] } {
    const header = parseHeader(signed.header);
    if (!header) {
      return { problems: ['has a header that was not written like this'] };
    }
    const hash = sha256(Buffer.from(signed.header)).toString('hex');
    const block = { header, hash };
    const problems = [
      ...this.#placeProblems(block, signed.mayJump),
      ...this.#signatureProblems(header, signed),
      ...(header.sealedAt < header.since ? ['ends before it begins'] : []),
      ...(sizeOf(header) < 0 ? ['has less than no records'] : []),
    ];
    if (header.block > (this.#last?.header.block ?? 0)) {
      this.#last = block;
    }
    return { block, problems };
  }

  #placeProblems(block: ReadBlock, mayJump: boolean): string[] {
    const number = block.header.block;
    const last = this.#last ?? (number === 1 ? origin : undefined);
    if (!last) {
      return number > 0 ? [] : ['has no number'];
    }
    const before = last.header.block;
    if (number === before) {
      return block.hash === last.hash
        ? ['is there twice']
        : ['is there twice, with different contents: the chain is forked'];
    }
    if (number < before) {
      return [`comes after block ${before}: out of order, or a fork`];
    }
    if (number === before + 1) {
      return linkProblems(last, block);
    }
    return mayJump
      ? this.#jumpProblems(last, block)
      : [`comes after block ${before}: what lies between is missing`];
  }

  #jumpProblems(last: ReadBlock, { header }: ReadBlock): string[] {
    return header.firstSeq <= last.header.lastSeq ||
      header.since < last.header.sealedAt
      ? [`overlaps block ${last.header.block}`]
      : [];
  }

  #signatureProblems(header: BlockHeader, signed: SignedHeader): string[] {
    const by = this.#keys.mayBeSignedBy(header.key);
    if ('problem' in by) {
      return [by.problem];
    }
    const { signature } = signed;
    const text = signed.header;
    if (!isSignature({ context: 'block', text, signature, by: by.key })) {
      return [`has a signature that is not by key ${header.key}`];
    }
    this.#keys.signedBy(header.key);
    return [];
  }
}
