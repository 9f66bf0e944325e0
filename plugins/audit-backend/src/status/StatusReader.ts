import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import type { AuditWriter } from '../capture/AuditWriter';
import { readHead } from '../log/head';
import { cursorOf } from '../stream/StreamSender';
import {
  sealStatus,
  type Anchoring,
  type KeyStore,
  type Sealer,
} from '../seal';

/** What {@link StatusReader} works with. */
export interface StatusReaderOptions {
  knex: Knex;
  writer: AuditWriter;
  sealer: Sealer;
  keys: KeyStore;
  anchoring: Anchoring;
  /** Names of the streams in config. */
  streams: readonly string[];
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
    const [head, firstKept, seal] = await Promise.all([
      readHead(knex),
      knex('records').min({ seq: 'seq' }).first(),
      sealStatus(this.#o),
    ]);
    return {
      capture: this.#o.writer.status(),
      log: {
        lastSeq: head.seq,
        ...(head.seq > 0 && { lastAt: new Date(head.at).toISOString() }),
        firstKeptSeq: Number(firstKept?.seq ?? head.seq + 1),
      },
      ...seal,
      streams: await this.#streams(head.seq),
    };
  }

  async #streams(lastSeq: number): Promise<AuditStatus['streams']> {
    const { knex, streams } = this.#o;
    const rows: Array<{
      name: string;
      seq: number | string;
      updated_at: number | string;
      error: string | null;
    }> = await knex('stream_cursors').whereIn('name', streams.map(cursorOf));
    return rows.map(row => ({
      name: row.name.slice(cursorOf('').length),
      lag: lastSeq - Number(row.seq),
      updatedAt: new Date(Number(row.updated_at)).toISOString(),
      ...(row.error !== null && { error: row.error }),
    }));
  }
}
