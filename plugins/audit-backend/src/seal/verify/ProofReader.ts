import type { RecordProof } from '@daytwo/backstage-plugin-audit-common';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { readBodies } from '../../log/readBodies';
import { blockOf, toSealedBlock, type BlockRow } from '../chain/blocks';
import { listKeys } from '../keys/keyRows';
import { auditPath, leafHash } from '../merkle/tree';

const MOST_BLOCKS = 8;

/** Makes proofs that a record is in a block. Keeps hashes of the last blocks that were asked for. */
export class ProofReader {
  readonly #knex: Knex;
  readonly #leaves = new Map<string, Promise<Buffer[]>>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): ProofReader {
    return new ProofReader(knex);
  }

  /**
   * The proof of a record. Whether the caller may see it is for the caller to know.
   *
   * @throws NotFoundError where it is not sealed yet, or no more in the log
   */
  async proof(seq: number): Promise<RecordProof> {
    const row = await blockOf(this.#knex, seq);
    if (!row || seq < Number(row.first_seq)) {
      throw new NotFoundError(`Record ${seq} is not sealed yet`);
    }
    const body = await this.#body(seq);
    const path = await this.path(row, seq);
    const block = toSealedBlock(row);
    const keys = await listKeys(this.#knex);
    const key = keys.find(({ id }) => id === block.header.key);
    return {
      body,
      index: seq - block.header.firstSeq,
      size: block.header.lastSeq - block.header.firstSeq + 1,
      path,
      block,
      publicKey: key?.public_key ?? '',
    };
  }

  /** Hashes from a record to the root of its block, hex. */
  async path(row: BlockRow, seq: number): Promise<string[]> {
    const leaves = await this.#leavesOf(row);
    const index = seq - Number(row.first_seq);
    return auditPath(leaves, index).map(hash => hash.toString('hex'));
  }

  async #body(seq: number): Promise<string> {
    for await (const { body } of readBodies(this.#knex, seq, seq)) {
      return body;
    }
    throw new NotFoundError(`Record ${seq} is not in the log any more`);
  }

  #leavesOf(row: BlockRow): Promise<Buffer[]> {
    const known = this.#leaves.get(row.hash);
    if (known) {
      return known;
    }
    const [oldest] = this.#leaves.keys();
    if (this.#leaves.size >= MOST_BLOCKS && oldest !== undefined) {
      this.#leaves.delete(oldest);
    }
    const leaves = this.#readLeaves(row);
    this.#leaves.set(row.hash, leaves);
    leaves.catch(() => this.#leaves.delete(row.hash));
    return leaves;
  }

  async #readLeaves(row: BlockRow): Promise<Buffer[]> {
    const leaves: Buffer[] = [];
    const [from, to] = [Number(row.first_seq), Number(row.last_seq)];
    for await (const { body } of readBodies(this.#knex, from, to)) {
      leaves.push(leafHash(body));
    }
    return leaves;
  }
}
