import type { RecordProof } from '@daytwo/backstage-plugin-audit-common';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { readBodies } from '../../log/readBodies';
import { readDigests } from '../../log/readDigests';
import { blockOf, toSealedBlock, type BlockRow } from '../chain/blocks';
import { listKeys } from '../keys/keyRows';
import { digestLeaf } from '../merkle/recordLeaf';
import { auditPath, treeLevels } from '../merkle/tree';

const MOST_BLOCKS = 8;

/** Makes proofs that a record is in a block. Keeps the trees of the last blocks that were asked for. */
export class ProofReader {
  readonly #knex: Knex;
  readonly #trees = new Map<string, Promise<string[][]>>();

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

  /**
   * Hashes from a record to the root of its block, hex.
   *
   * @throws NotFoundError where retention has pruned the block, be it just now
   */
  async path(row: BlockRow, seq: number): Promise<string[]> {
    const levels = await this.#treeOf(row);
    const index = seq - Number(row.first_seq);
    return auditPath(levels, index);
  }

  async #body(seq: number): Promise<string> {
    for await (const { body } of readBodies(this.#knex, seq, seq)) {
      return body;
    }
    throw new NotFoundError(`Record ${seq} is not in the log any more`);
  }

  #treeOf(row: BlockRow): Promise<string[][]> {
    const known = this.#trees.get(row.hash);
    if (known) {
      return known;
    }
    const [oldest] = this.#trees.keys();
    if (this.#trees.size >= MOST_BLOCKS && oldest !== undefined) {
      this.#trees.delete(oldest);
    }
    const tree = this.#readTree(row);
    this.#trees.set(row.hash, tree);
    tree.catch(() => this.#trees.delete(row.hash));
    return tree;
  }

  async #isPruned({ block }: BlockRow): Promise<boolean> {
    const row = await this.#knex<BlockRow>('blocks').where({ block }).first();
    return row !== undefined && row.records_pruned_at !== null;
  }

  async #readTree(row: BlockRow): Promise<string[][]> {
    const leaves: string[] = [];
    const [from, to] = [Number(row.first_seq), Number(row.last_seq)];
    for await (const page of readDigests(this.#knex, from, to)) {
      leaves.push(...page.map(digestLeaf));
    }
    if (leaves.length < to - from + 1 && (await this.#isPruned(row))) {
      throw new NotFoundError(
        `The records ${from} to ${to} are not in the log any more`,
      );
    }
    return treeLevels(leaves);
  }
}
