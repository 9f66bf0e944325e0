import {
  blockText,
  BLOCK_SIGNATURE_CONTEXT,
  type BlockHeader,
} from '@daytwo/backstage-plugin-audit-common';
import { createHash } from 'crypto';
import type { Knex } from 'knex';
import { readHead, takePlaces, type Head } from '../log/head';
import { chainEnd, requireChainEnd, type ChainEnd } from './chain/blocks';
import { insertBlock } from './chain/insertBlock';
import { whileSealing } from './chain/sealLock';
import { rememberWitness } from './chain/witnesses';
import { collectLeaves, type Leaves } from './collectLeaves';
import type { KeyStore } from './keys/KeyStore';
import type { SealKey } from './keys/SealKey';
import { merkleRoot } from './merkle/tree';
import { isDue, type SealSettings } from './SealSettings';
import type { BlockRange } from './specialRecords';

/** What {@link Sealer} works with. */
export interface SealerOptions {
  knex: Knex;
  keys: KeyStore;
  settings: SealSettings;
  /** Whether retention may take these blocks. */
  mayPrune?: (blocks: readonly BlockRange[], db: Knex) => Promise<boolean>;
  now?: () => number;
}

/**
 * Seals the log, block by block. Several replicas may try; one succeeds.
 *
 * The end of the log is closed first, for a moment: what is in it by then is
 * committed and not later than that instant, and what comes next is not earlier.
 * Reading and hashing hold nobody up. Then the block is put after the one that
 * was the last, or not at all. Whoever is killed in between leaves nothing behind.
 */
export class Sealer {
  readonly #o: SealerOptions;
  #problem: string | undefined;

  private constructor(options: SealerOptions) {
    this.#o = options;
  }

  static create(options: SealerOptions): Sealer {
    return new Sealer(options);
  }

  /** Why nothing can be sealed, in words; undefined where it works. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /**
   * Makes the next block, if it is time.
   *
   * @returns whether there was one: look again at once
   */
  async step(): Promise<boolean> {
    const { knex, settings, keys } = this.#o;
    const end = await requireChainEnd(knex).catch(this.#note);
    const head = await readHead(knex);
    const now = (this.#o.now ?? Date.now)();
    const isFirst = end.block === 0;
    const waiting = {
      records: head.seq - end.lastSeq,
      ms: isFirst && head.seq === 0 ? 0 : now - end.sealedAt,
    };
    if (isDue(waiting, settings)) {
      return this.#seal();
    }
    this.#problem = undefined;
    await keys.remind(end.sealedAt);
    return false;
  }

  /** Seals all that is in the log by now, due or not. @returns the last place that is sealed */
  async sealAll(): Promise<number> {
    const head = await readHead(this.#o.knex);
    for (;;) {
      const { lastSeq } = await chainEnd(this.#o.knex);
      if (lastSeq >= head.seq || !(await this.#seal())) {
        return lastSeq;
      }
    }
  }

  async #seal(): Promise<boolean> {
    const { knex } = this.#o;
    try {
      const head = await knex.transaction(tx => takePlaces(tx, 0));
      const sealed = await whileSealing(knex, db => this.#sealUpTo(head, db));
      this.#problem = undefined;
      return sealed ?? false;
    } catch (error) {
      return this.#note(error as Error);
    }
  }

  readonly #note = (error: Error): never => {
    this.#problem = error.message;
    throw error;
  };

  async #sealUpTo(head: Head, db: Knex): Promise<boolean> {
    const end = await requireChainEnd(db);
    if (end.sealedAt > head.at || end.lastSeq > head.seq) {
      return false; // another replica has sealed meanwhile
    }
    const key = await this.#o.keys.active(db);
    const from = end.lastSeq + 1;
    const to = Math.min(head.seq, end.lastSeq + this.#o.settings.everyRecords);
    const leaves = await collectLeaves(db, from, to);
    await this.#look(leaves, key, db);
    const header = headerOf({ end, head, leaves, key });
    return db.transaction(tx => this.#store(tx, { header, leaves, key }));
  }

  /** What accounts for the seal is believed by all who verify: it must be ours. */
  async #look({ special }: Leaves, key: SealKey, db: Knex): Promise<void> {
    const { keys, mayPrune } = this.#o;
    if (special?.kind === 'key-rotation' && special.rotation.from === key.id) {
      await keys.requireOurs(special.rotation, db);
    }
    if (special?.kind === 'retention' && mayPrune) {
      if (!(await mayPrune(special.blocks, db))) {
        throw new Error(
          'A record says that retention prunes blocks that audit.retention does not let go. If that was not changed just now, somebody put the record into the database. Sealing stands still',
        );
      }
    }
  }

  async #store(
    tx: Knex,
    sealed: { header: BlockHeader; leaves: Leaves; key: SealKey },
  ): Promise<boolean> {
    const { header, leaves, key } = sealed;
    const text = blockText(header);
    const hash = createHash('sha256').update(text).digest('hex');
    const signature = key.sign(BLOCK_SIGNATURE_CONTEXT, text);
    if (!(await insertBlock(tx, { header, text, hash, signature }))) {
      return false;
    }
    const { special } = leaves;
    if (special) {
      await rememberWitness(tx, header.block, special.kind);
    }
    if (special?.kind === 'key-rotation' && special.rotation.from === key.id) {
      const at = Date.parse(header.sealedAt);
      await this.#o.keys.changeOver(special.rotation, at, tx);
    }
    return true;
  }
}

/**
 * A block that ends within the backlog covers the time up to its last record,
 * so that the records of the next one are not earlier than its beginning.
 */
function sealedAt(end: ChainEnd, head: Head, leaves: Leaves): number {
  if (end.lastSeq + leaves.hashes.length === head.seq) {
    return head.at;
  }
  return Math.min(Math.max(leaves.lastAt, end.sealedAt), head.at);
}

function headerOf(options: {
  end: ChainEnd;
  head: Head;
  leaves: Leaves;
  key: SealKey;
}): BlockHeader {
  const { end, head, leaves, key } = options;
  return {
    v: 1,
    block: end.block + 1,
    firstSeq: end.lastSeq + 1,
    lastSeq: end.lastSeq + leaves.hashes.length,
    since: new Date(end.sealedAt).toISOString(),
    sealedAt: new Date(sealedAt(end, head, leaves)).toISOString(),
    root: merkleRoot(leaves.hashes),
    previous: end.hash,
    key: key.id,
  };
}
