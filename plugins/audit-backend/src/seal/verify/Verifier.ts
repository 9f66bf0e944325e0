import type {
  BlockHeader,
  Verification,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { readHead, type Head } from '../../log/head';
import {
  chainEnd,
  readBlocks,
  type BlockRow,
  type ChainEnd,
} from '../chain/blocks';
import { listWitnesses } from '../chain/witnesses';
import { listKeys, toStoredKey, type StoredKey } from '../keys/keyRows';
import { merkleRoot } from '../merkle/tree';
import { readSpecial, type BlockRange } from '../specialRecords';
import { Findings, type Problem } from './Findings';
import { HeaderCheck } from './HeaderCheck';
import { isWithin, prunedRanges } from './prunedRanges';
import { RecordWalk } from './RecordWalk';

/** Blocks to verify, first and last one included; all by default. */
export interface VerifyRange {
  fromBlock?: number;
  toBlock?: number;
}

/** What goes along while a range is verified. */
interface Pass {
  findings: Findings;
  headers: HeaderCheck;
  keys: StoredKey[];
  pruned: BlockRange[];
  /** Keys that take over after a block. */
  rotations: Map<number, string>;
  counts: { blocks: number; records: number; pruned: number };
}

/**
 * Verifies the log where it is: every hash, link and signature of a range of
 * blocks, every record's place, time and columns, and what is not sealed yet.
 */
export class Verifier {
  readonly #knex: Knex;
  readonly #walk: RecordWalk;
  readonly #now: () => number;

  private constructor(knex: Knex, now: () => number) {
    this.#knex = knex;
    this.#walk = RecordWalk.create(knex);
    this.#now = now;
  }

  static create(options: { knex: Knex; now?: () => number }): Verifier {
    return new Verifier(options.knex, options.now ?? (() => performance.now()));
  }

  async verify(range: VerifyRange = {}): Promise<Verification> {
    const began = this.#now();
    const end = await chainEnd(this.#knex);
    // After the chain: what is sealed is in the log.
    const head = await readHead(this.#knex);
    const from = Math.max(1, range.fromBlock ?? 1);
    const to = Math.min(end.block, range.toBlock ?? end.block);
    const pass = await this.#begin(from);
    await this.#verifyBlocks(from, to, pass);
    if (to === end.block) {
      await this.#verifyTail(end, head, pass.findings);
    }
    return {
      ...pass.counts,
      unsealed: Math.max(0, head.seq - end.lastSeq),
      problems: pass.findings.problems,
      tookMs: this.#now() - began,
    };
  }

  async #begin(from: number): Promise<Pass> {
    const keys = (await listKeys(this.#knex)).map(toStoredKey);
    const headers = HeaderCheck.create(keys);
    for await (const row of readBlocks(this.#knex, from - 1, from - 1)) {
      headers.begin(row);
    }
    const witnesses = await listWitnesses(this.#knex, ['key-rotation']);
    const rotations = new Map<number, string>();
    for (const { block, body } of witnesses) {
      const special = body ? readSpecial(body) : undefined;
      if (special?.kind === 'key-rotation') {
        rotations.set(Number(block), special.rotation.to);
      }
    }
    return {
      headers,
      keys,
      rotations,
      findings: new Findings(),
      pruned: await prunedRanges(this.#knex, keys),
      counts: { blocks: 0, records: 0, pruned: 0 },
    };
  }

  async #verifyBlocks(from: number, to: number, pass: Pass): Promise<void> {
    let expected = from;
    for await (const row of readBlocks(this.#knex, from, to)) {
      await this.#verifyBlock(row, pass);
      expected = Number(row.block) + 1;
    }
    if (expected <= to) {
      const message = `The blocks ${expected} to ${to} are missing`;
      pass.findings.add({ block: expected, message });
    }
  }

  async #verifyBlock(row: BlockRow, pass: Pass): Promise<void> {
    const { findings, headers, rotations } = pass;
    const block = Number(row.block);
    const { header, problems } = headers.check(row);
    problems.forEach(message => findings.add({ block, message }));
    pass.counts.blocks++;
    if (header && row.records_pruned_at !== null) {
      await this.#verifyPruned(header, pass);
    } else if (header) {
      await this.#verifyRecords(header, pass);
    }
    const successor = rotations.get(block);
    if (successor) {
      headers.changeKey(successor);
    }
  }

  async #verifyPruned({ block }: BlockHeader, pass: Pass): Promise<void> {
    pass.counts.pruned++;
    if (!isWithin(pass.pruned, block)) {
      // Retention may have gone on meanwhile.
      pass.pruned = await prunedRanges(this.#knex, pass.keys);
    }
    if (!isWithin(pass.pruned, block)) {
      const message =
        'Its records are gone, and no sealed record says that retention pruned them';
      pass.findings.add({ block, message });
    }
  }

  async #verifyRecords(header: BlockHeader, pass: Pass): Promise<void> {
    const { block, firstSeq, lastSeq, since, sealedAt, root } = header;
    const found: Problem[] = [];
    const hashes = await this.#walk.walk({
      from: firstSeq,
      to: lastSeq,
      since,
      until: sealedAt,
      complain: problem => found.push({ ...problem, block }),
    });
    const isWhole = hashes.length === lastSeq - firstSeq + 1;
    if (!isWhole && (await this.#wasPruned(block))) {
      await this.#verifyPruned(header, pass);
      return;
    }
    if (isWhole && merkleRoot(hashes) !== root) {
      const message = `The text of at least one of the records ${firstSeq} to ${lastSeq} was edited`;
      found.push({ block, message });
    }
    found.forEach(problem => pass.findings.add(problem));
    pass.counts.records += hashes.length;
  }

  async #wasPruned(block: number): Promise<boolean> {
    const row = await this.#knex<BlockRow>('blocks').where({ block }).first();
    return row !== undefined && row.records_pruned_at !== null;
  }

  /** Whatever is stored has moved the end of the log, too. */
  async #lookAfter(findings: Findings): Promise<void> {
    const last = await this.#knex('records').max({ seq: 'seq' }).first();
    const seq = Number(last?.seq ?? 0);
    if (seq > (await readHead(this.#knex)).seq) {
      findings.add({ seq, message: 'It is after the end of the log' });
    }
  }

  /** What comes after the last block is not proved, but must be whole. */
  async #verifyTail(
    end: ChainEnd,
    head: Head,
    findings: Findings,
  ): Promise<void> {
    if (head.seq < end.lastSeq) {
      const message = `The log ends at record ${head.seq}, before what is sealed`;
      findings.add({ seq: head.seq, message });
    }
    await this.#lookAfter(findings);
    await this.#walk.walk({
      from: end.lastSeq + 1,
      to: head.seq,
      since: new Date(end.sealedAt).toISOString(),
      until: latest(head.at, end.sealedAt),
      complain: problem => findings.add(problem),
    });
  }
}

/** Whichever is later; what somebody edited may be no instant. */
function latest(...instants: number[]): string {
  const ms = Math.min(8.64e15, Math.max(...instants));
  return new Date(ms).toISOString();
}
