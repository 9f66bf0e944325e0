import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import type { BypassState } from '../auditor/detectBypass';
import type { AuditWriter } from '../capture/AuditWriter';
import { readHead } from '../log/head';
import { chainEnd } from '../seal/chain/blocks';
import type { KeyStore } from '../seal/keys/KeyStore';
import type { Sealer } from '../seal/Sealer';

/** What {@link StatusReader} works with. */
export interface StatusReaderOptions {
  knex: Knex;
  writer: AuditWriter;
  sealer: Sealer;
  keys: KeyStore;
  /** Names of the streams in config. */
  streams: readonly string[];
  bypass: () => BypassState;
}

/** Tells whether the log gets everything, and whether it is sealed. */
export class StatusReader {
  readonly #o: StatusReaderOptions;

  private constructor(options: StatusReaderOptions) {
    this.#o = options;
  }

  static create(options: StatusReaderOptions): StatusReader {
    return new StatusReader(options);
  }

  async read(): Promise<AuditStatus> {
    const { knex } = this.#o;
    const [head, end, firstKept, seal] = await Promise.all([
      readHead(knex),
      chainEnd(knex),
      knex('records').min({ seq: 'seq' }).first(),
      this.#keys(),
    ]);
    return {
      capture: this.#capture(),
      log: {
        lastSeq: head.seq,
        ...(head.seq > 0 && { lastAt: new Date(head.at).toISOString() }),
        firstKeptSeq: Number(firstKept?.seq ?? head.seq + 1),
      },
      seal: {
        lastBlock: end.block,
        lastSealedSeq: end.lastSeq,
        ...(end.block > 0 && {
          sealedAt: new Date(end.sealedAt).toISOString(),
        }),
        unsealed: head.seq - end.lastSeq,
        problem: this.#o.sealer.problem,
      },
      keys: seal,
      streams: await this.#streams(head.seq),
    };
  }

  #capture(): AuditStatus['capture'] {
    const { writer, bypass } = this.#o;
    const status = writer.status();
    const known = bypass();
    return known.bypassed
      ? { ...status, state: 'bypassed', message: known.message }
      : status;
  }

  async #keys(): Promise<AuditStatus['keys']> {
    const keys = await this.#o.keys.list();
    return keys.map(({ id, publicKey, since, retiredAt }) => ({
      id,
      publicKey,
      since: new Date(since).toISOString(),
      active: retiredAt === undefined,
    }));
  }

  async #streams(lastSeq: number): Promise<AuditStatus['streams']> {
    const { knex, streams } = this.#o;
    const rows: Array<{
      name: string;
      seq: number | string;
      updated_at: number | string;
      error: string | null;
    }> = await knex('stream_cursors').whereIn('name', [...streams]);
    return rows.map(row => ({
      name: row.name,
      lag: lastSeq - Number(row.seq),
      updatedAt: new Date(Number(row.updated_at)).toISOString(),
      ...(row.error !== null && { error: row.error }),
    }));
  }
}
