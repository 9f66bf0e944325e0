import {
  BLOCK_SIGNATURE_CONTEXT,
  GENESIS,
  type BlockHeader,
} from '@daytwo/backstage-plugin-audit-common';
import type { KeyObject } from 'crypto';
import { isAsSealed, type BlockRow } from '../chain/blocks';
import type { StoredKey } from '../keys/keyRows';
import { isSignedBy, keyIdOf, readPublicKey } from '../keys/SealKey';
import { parseHeader } from './parseHeader';

const BEGINNING = {
  block: 0,
  lastSeq: 0,
  sealedAt: new Date(0).toISOString(),
};

/** What the next header is compared with. */
interface Before {
  header: Pick<BlockHeader, 'block' | 'lastSeq' | 'sealedAt'>;
  hash: string;
}

/** Checks headers one after the other: text, hash, link, signature and columns. */
export class HeaderCheck {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  #before: Before = { header: BEGINNING, hash: GENESIS };
  #key: string | undefined;

  private constructor(keys: ReadonlyMap<string, KeyObject>) {
    this.#keys = keys;
  }

  /** A key under another name than its own is none. */
  static create(keys: readonly StoredKey[]): HeaderCheck {
    const known = keys.flatMap(({ id, publicKey }) => {
      const key = readPublicKey(publicKey);
      return key && keyIdOf(key) === id ? [[id, key] as const] : [];
    });
    return new HeaderCheck(new Map(known));
  }

  /** The block before the first one that is checked; the chain is taken from there on. */
  begin(row: BlockRow): void {
    const header = parseHeader(row.header) ?? BEGINNING;
    this.#before = { header, hash: row.hash };
  }

  /** The next block must be signed by this key. */
  changeKey(to: string): void {
    this.#key = to;
  }

  /** The next header. @returns what is wrong with it, and the header where it can be read */
  check(row: BlockRow): { header?: BlockHeader; problems: string[] } {
    const header = parseHeader(row.header);
    if (!header) {
      return { problems: ['The header was edited'] };
    }
    const problems = [
      ...(isAsSealed(row) ? [] : ['The columns are not what the header says']),
      ...this.#linkProblems(header),
      ...this.#signatureProblems(row, header),
    ];
    this.#before = { header, hash: row.hash };
    return { header, problems };
  }

  #linkProblems(header: BlockHeader): string[] {
    const { header: before, hash } = this.#before;
    if (header.block !== before.block + 1) {
      return [`The blocks after ${before.block} are missing`];
    }
    const fits =
      header.previous === hash &&
      header.firstSeq === before.lastSeq + 1 &&
      header.since === before.sealedAt &&
      header.sealedAt >= header.since &&
      header.lastSeq >= header.firstSeq - 1;
    return fits ? [] : [`It does not follow block ${before.block}`];
  }

  #signatureProblems(row: BlockRow, header: BlockHeader): string[] {
    const key = this.#keys.get(header.key);
    if (!key) {
      return [`It is signed by the unknown key ${header.key}`];
    }
    const expected = this.#key ?? header.key;
    this.#key = header.key;
    const context = BLOCK_SIGNATURE_CONTEXT;
    const { header: text, signature } = row;
    return [
      ...(isSignedBy(key, { context, text, signature })
        ? []
        : [`The signature is not by key ${header.key}`]),
      ...(expected === header.key
        ? []
        : [`It is signed by key ${header.key}, where ${expected} is due`]),
    ];
  }
}
