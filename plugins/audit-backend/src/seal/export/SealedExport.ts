import { GENESIS } from '@daytwo/backstage-plugin-audit-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { readBodies } from '../../log/readBodies';
import {
  blockOf,
  readBlocks,
  type BlockRow,
  type ChainEnd,
} from '../chain/blocks';
import { listWitnesses, type Witness } from '../chain/witnesses';
import type { KeyStore } from '../keys/KeyStore';
import { LineWriter } from './LineWriter';
import { takeSnapshot, type Snapshot } from './snapshot';

/** What {@link SealedExport} works with. */
export interface SealedExportOptions {
  knex: Knex;
  keys: KeyStore;
  now?: () => number;
}

/** What is exported of the chain. */
export interface ChainExport {
  /** First and last block; all by default. */
  fromBlock?: number;
  toBlock?: number;
  /** Or places: all blocks that have one of these, from the first up to the last. */
  fromSeq?: number;
  toSeq?: number;
  /** For people: the period, who exported. */
  about?: JsonObject;
}

interface Counts {
  records: number;
  blocks: number;
  lastBlockHash: string;
}

/** A witness as a line. */
export function witnessLine({ header, signature, body }: Witness): object {
  return { type: 'witness', header, signature, body };
}

/** The lines that every export begins with. */
export function beginning(
  writer: LineWriter,
  { kind, about, now }: { kind: string; about?: JsonObject; now: number },
  { keys }: Snapshot,
): void {
  const exportedAt = new Date(now).toISOString();
  const format = { format: 'daytwo-audit', version: 1 };
  writer.add({ type: 'header', ...format, kind, exportedAt, about });
  for (const { id, publicKey } of keys) {
    writer.add({ type: 'key', id, publicKey });
  }
}

/**
 * Exports the chain with all its records, in the form that `audit-verify` reads,
 * in constant memory. It is for those who may read everything.
 */
export class SealedExport {
  readonly #o: SealedExportOptions;

  private constructor(options: SealedExportOptions) {
    this.#o = options;
  }

  static create(options: SealedExportOptions): SealedExport {
    return new SealedExport(options);
  }

  /** Pieces of NDJSON. Seal first: what is not sealed is exported, and not proved. */
  async *chain(options: ChainExport = {}): AsyncGenerator<string> {
    const { knex, keys, now = Date.now } = this.#o;
    const snapshot = await takeSnapshot(knex, keys);
    const { end } = snapshot;
    const { about } = options;
    const [from, to] = await this.#blocks(options, end);
    const writer = new LineWriter();
    beginning(writer, { kind: 'chain', about, now: now() }, snapshot);
    await this.#rotations(writer, ({ block }) => Number(block) < from);
    const counts = { records: 0, blocks: 0, lastBlockHash: GENESIS };
    for await (const row of readBlocks(knex, from, to)) {
      await this.#block(writer, row, counts);
      yield* writer.full();
    }
    await this.#witnessesAfter(writer, to, end.block);
    if (to === end.block) {
      yield* this.#unsealed(writer, snapshot, counts);
    }
    yield* writer.end(counts, snapshot.key);
  }

  async #blocks(options: ChainExport, end: ChainEnd) {
    const { fromSeq, toSeq, fromBlock = 1, toBlock = end.block } = options;
    const blockAt = async (seq: number | undefined, otherwise: number) => {
      const row =
        seq === undefined ? undefined : await blockOf(this.#o.knex, seq);
      return row ? Number(row.block) : otherwise;
    };
    const past = fromSeq !== undefined && fromSeq > end.lastSeq;
    const from = past ? end.block + 1 : await blockAt(fromSeq, fromBlock);
    const to = Math.min(await blockAt(toSeq, toBlock), end.block);
    return [from, Math.max(to, from - 1)];
  }

  async #rotations(
    writer: LineWriter,
    isWanted: (witness: Witness) => boolean,
  ): Promise<void> {
    const all = await listWitnesses(this.#o.knex, ['key-rotation']);
    all.filter(isWanted).forEach(one => writer.add(witnessLine(one)));
  }

  /** What accounts for pruned blocks may be of any time after; keys only as far as the chain was looked at. */
  async #witnessesAfter(
    writer: LineWriter,
    to: number,
    end: number,
  ): Promise<void> {
    const kinds = ['key-rotation', 'retention'] as const;
    const all = await listWitnesses(this.#o.knex, kinds);
    all
      .filter(({ block }) => Number(block) > to)
      .filter(({ kind, block }) => kind === 'retention' || Number(block) <= end)
      .forEach(witness => writer.add(witnessLine(witness)));
  }

  async #block(writer: LineWriter, row: BlockRow, counts: Counts) {
    const bodies = await this.#bodies(row);
    const { header, signature } = row;
    const pruned = bodies === undefined ? true : undefined;
    writer.add({ type: 'block', header, signature, pruned });
    bodies?.forEach(body => writer.add({ type: 'record', body }));
    counts.blocks++;
    counts.records += bodies?.length ?? 0;
    counts.lastBlockHash = row.hash;
  }

  /** All records of a block; undefined where retention has taken them, be it just now. */
  async #bodies(row: BlockRow): Promise<string[] | undefined> {
    const { knex } = this.#o;
    const [from, to] = [Number(row.first_seq), Number(row.last_seq)];
    const bodies: string[] = [];
    for await (const { body } of readBodies(knex, from, to)) {
      bodies.push(body);
    }
    if (bodies.length === to - from + 1) {
      return bodies;
    }
    const now = await knex<BlockRow>('blocks')
      .where({ block: row.block })
      .first();
    const isPruned = now !== undefined && now.records_pruned_at !== null;
    return isPruned ? undefined : bodies;
  }

  async *#unsealed(
    writer: LineWriter,
    { end, lastSeq }: Snapshot,
    counts: Counts,
  ): AsyncGenerator<string> {
    const bodies = readBodies(this.#o.knex, end.lastSeq + 1, lastSeq);
    for await (const { body } of bodies) {
      writer.add({ type: 'unsealed', body });
      counts.records++;
      yield* writer.full();
    }
  }
}
