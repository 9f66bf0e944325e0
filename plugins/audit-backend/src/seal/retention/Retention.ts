import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { readBodies } from '../../log/readBodies';
import { listWitnesses } from '../chain/witnesses';
import { HoldMatcher, type MembersOf } from '../holds/HoldMatcher';
import type { Hold, HoldStore } from '../holds/HoldStore';
import type { RecordSystem } from '../keys/KeyStore';
import { recordLeaf } from '../merkle/recordLeaf';
import { merkleRoot } from '../merkle/tree';
import type { Sealer } from '../Sealer';
import { readSpecial, retentionDraft } from '../specialRecords';
import { expiredBlocks, type ExpiredBlock } from './expiredBlocks';
import { dropEmptyPartitions, removeBlocks, runsOf } from './removeBlocks';
import { describePolicy, type RetentionPolicy } from './RetentionPolicy';

const MOST_BLOCKS = 5000;
const MOST_RANGES = 500;

/** What {@link Retention} works with. */
export interface RetentionOptions {
  knex: Knex;
  policy: RetentionPolicy;
  holds: HoldStore;
  sealer: Sealer;
  record: RecordSystem;
  logger: LoggerService;
  /** For holds on the actions of a group's members. */
  membersOf?: MembersOf;
  now?: () => number;
}

/** What a run pruned. */
export interface Pruned {
  blocks: number;
  records: number;
}

/** What is to go, and the holds that were looked at. */
interface Plan {
  blocks: ExpiredBlock[];
  inForce: Hold[];
  isMore: boolean;
}

const sizeOf = ({ firstSeq, lastSeq }: ExpiredBlock) => lastSeq - firstSeq + 1;

/**
 * Prunes whole blocks whose every record is old enough and not on hold. First a
 * record says so, and is sealed; only then the records go. Heads of blocks are
 * kept, so that the chain still verifies, and blocks that do not verify are too.
 */
export class Retention {
  readonly #o: RetentionOptions;

  private constructor(options: RetentionOptions) {
    this.#o = options;
  }

  static create(options: RetentionOptions): Retention {
    return new Retention(options);
  }

  /** Prunes all that is due. One replica at a time. */
  async run(): Promise<Pruned> {
    const { knex, logger } = this.#o;
    const total: Pruned = { blocks: 0, records: 0 };
    let isMore = true;
    while (isMore) {
      const plan = await this.#plan();
      const pruned = await this.#prune(plan);
      total.blocks += pruned.blocks;
      total.records += pruned.records;
      isMore = plan.isMore && pruned.blocks > 0;
    }
    await dropEmptyPartitions(knex, this.#now());
    if (total.blocks > 0) {
      logger.info('Pruned the audit log', { ...total });
    }
    return total;
  }

  async #prune({ blocks, inForce }: Plan): Promise<Pruned> {
    const { knex, holds, policy, record } = this.#o;
    if (blocks.length === 0) {
      return { blocks: 0, records: 0 };
    }
    const records = blocks.reduce((sum, block) => sum + sizeOf(block), 0);
    const ranges = runsOf(blocks).map(run => run.blocks);
    const draft = retentionDraft(
      { blocks: ranges, records, policy: describePolicy(policy) },
      this.#now(),
    );
    await record(draft);
    await this.#requireSealed(draft.id);
    const before = JSON.stringify(inForce);
    const mayGoOn = async (tx: Knex) =>
      JSON.stringify(await holds.freeze(tx)) === before;
    await removeBlocks(knex, blocks, { now: this.#now(), mayGoOn });
    return { blocks: blocks.length, records };
  }

  async #plan(): Promise<Plan> {
    const { knex, policy, holds, membersOf } = this.#o;
    const inForce = await holds.list();
    const matcher = await HoldMatcher.create(inForce, membersOf);
    const blocks: ExpiredBlock[] = [];
    let ranges = 0;
    for await (const block of expiredBlocks(knex, policy, this.#now())) {
      if (await this.#mayGo(block, matcher)) {
        const follows = blocks.at(-1)?.lastSeq === block.firstSeq - 1;
        ranges += follows ? 0 : 1;
        blocks.push(block);
      }
      if (blocks.length >= MOST_BLOCKS || ranges >= MOST_RANGES) {
        return { blocks, inForce, isMore: true };
      }
    }
    return { blocks, inForce, isMore: false };
  }

  async #mayGo(block: ExpiredBlock, matcher: HoldMatcher): Promise<boolean> {
    const { firstSeq, lastSeq, root } = block;
    const leaves: string[] = [];
    let isHeld = false;
    for await (const stored of readBodies(this.#o.knex, firstSeq, lastSeq)) {
      leaves.push(recordLeaf(stored.body));
      isHeld ||= matcher.holds(stored);
    }
    const isSound = merkleRoot(leaves) === root;
    if (!isSound) {
      this.#o.logger.error(
        `Block ${block.block} of the audit log does not verify: its records are kept`,
      );
    }
    return isSound && !isHeld;
  }

  /** Otherwise nothing would say why the records are gone. */
  async #requireSealed(id: string): Promise<void> {
    await this.#o.sealer.sealAll();
    const witnesses = await listWitnesses(this.#o.knex, ['retention']);
    const isSealed = witnesses.some(({ body }) => {
      const special = body ? readSpecial(body) : undefined;
      return special?.kind === 'retention' && special.id === id;
    });
    if (!isSealed) {
      throw new Error(
        'The record of what is to be pruned is not sealed yet: nothing is pruned until it is',
      );
    }
  }

  #now(): number {
    return (this.#o.now ?? Date.now)();
  }
}
