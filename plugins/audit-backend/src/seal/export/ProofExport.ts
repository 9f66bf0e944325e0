import { GENESIS } from '@daytwo/backstage-plugin-audit-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { blockOf, type BlockRow } from '../chain/blocks';
import { listWitnesses, type Witness } from '../chain/witnesses';
import type { ProofReader } from '../verify/ProofReader';
import { LineWriter } from './LineWriter';
import {
  beginning,
  witnessLine,
  type SealedExportOptions,
} from './SealedExport';
import { takeSnapshot } from './snapshot';

/** What {@link ProofExport} works with. */
export interface ProofExportOptions extends SealedExportOptions {
  proofs: ProofReader;
}

/** Texts of records that may be shown and their places, in the order of the log. */
export type Bodies = AsyncIterable<{ seq: number; body: string }>;

/** Exports some records, those that a reader may see and asked for, each with its proof. */
export class ProofExport {
  readonly #o: ProofExportOptions;

  private constructor(options: ProofExportOptions) {
    this.#o = options;
  }

  static create(options: ProofExportOptions): ProofExport {
    return new ProofExport(options);
  }

  /** Pieces of NDJSON. Seal first: what is not sealed has no proof. */
  async *proofs(
    bodies: Bodies,
    options: { about?: JsonObject } = {},
  ): AsyncGenerator<string> {
    const { knex, keys, proofs, now = Date.now } = this.#o;
    const snapshot = await takeSnapshot(knex, keys);
    const writer = new LineWriter();
    const kind = 'proofs';
    beginning(writer, { kind, ...options, now: now() }, snapshot);
    const witnesses = await this.#rotations(snapshot.end.block);
    const counts = { records: 0, blocks: 0, lastBlockHash: GENESIS };
    let block: BlockRow | undefined;
    for await (const { seq, body } of bodies) {
      if (seq > snapshot.end.lastSeq) {
        rest(writer, witnesses);
        writer.add({ type: 'unsealed', body });
        counts.records++;
      } else {
        if (!block || Number(block.last_seq) < seq) {
          block = await requireBlock(knex, seq);
          this.#block(writer, block, witnesses);
          counts.blocks++;
          counts.lastBlockHash = block.hash;
        }
        const path = await proofs.path(block, seq).catch(unlessPruned);
        if (path) {
          writer.add({ type: 'record', body, path });
          counts.records++;
        }
      }
      yield* writer.full();
    }
    rest(writer, witnesses);
    yield* writer.end(counts, snapshot.key);
  }

  /** Changes of key up to the end of the chain as it is exported. */
  async #rotations(end: number): Promise<Witness[]> {
    const all = await listWitnesses(this.#o.knex, ['key-rotation']);
    return all.filter(({ block }) => Number(block) <= end);
  }

  /** A block, after the changes of key that come before it; one that is itself a change speaks for itself. */
  #block(
    writer: LineWriter,
    { block, header, signature }: BlockRow,
    witnesses: Witness[],
  ): void {
    const number = Number(block);
    while (witnesses.length > 0 && Number(witnesses[0].block) <= number) {
      const [witness] = witnesses.splice(0, 1);
      if (Number(witness.block) < number) {
        writer.add(witnessLine(witness));
      }
    }
    writer.add({ type: 'block', header, signature });
  }
}

/** Changes of key that come after all blocks. */
function rest(writer: LineWriter, witnesses: Witness[]): void {
  witnesses.splice(0).forEach(one => writer.add(witnessLine(one)));
}

/** What retention takes meanwhile has no proof any more, and is left out. */
function unlessPruned(error: Error): undefined {
  if (error.name !== 'NotFoundError') {
    throw error;
  }
}

async function requireBlock(knex: Knex, seq: number): Promise<BlockRow> {
  const row = await blockOf(knex, seq);
  if (!row) {
    throw new Error(`The block of record ${seq} is missing`);
  }
  return row;
}
