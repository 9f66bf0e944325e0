import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { NEWEST, RecordTexts } from '../log/RecordTexts';
import { lineOf, toRecord } from '../log/toRecord';
import {
  TryLaterError,
  type StreamItem,
  type StreamTarget,
} from './StreamTarget';

const PAGE = 500;
/** Receivers take no more than so much at once, a million bytes often. */
const MOST_CHARACTERS = 400_000;
const LEAST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 300_000;
/** A batch that takes longer has failed. */
const LONGEST_MS = 60_000;

/** The name of a stream's cursor, unlike those of what else reads the log. */
export function cursorOf(stream: string): string {
  return `stream:${stream}`;
}

/** What {@link StreamSender} works with. */
export interface StreamSenderOptions {
  knex: Knex;
  /** From config; the cursor is kept under it. */
  name: string;
  target: StreamTarget;
  logger: LoggerService;
  now: () => number;
}

interface Cursor {
  seq: number;
  failures: number;
  nextAt: number;
}

/**
 * Tells another system of every record, in the order of the log and at least
 * once: the place moves on when the other side has a batch. Have one replica at
 * a time run it.
 */
export class StreamSender {
  readonly #o: StreamSenderOptions;
  readonly #texts: RecordTexts;

  private constructor(options: StreamSenderOptions) {
    this.#o = options;
    this.#texts = RecordTexts.create(options.knex);
  }

  static create(options: StreamSenderOptions): StreamSender {
    return new StreamSender(options);
  }

  /** Sends until nothing is left, something fails, or the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.step(signal))) {
      // There is more.
    }
  }

  /** @returns whether a batch was delivered */
  async step(signal: AbortSignal): Promise<boolean> {
    const cursor = await this.#cursor();
    if (cursor.nextAt > this.#o.now()) {
      return false;
    }
    const items = await this.#read(cursor.seq);
    if (items.length === 0) {
      return false;
    }
    try {
      const limit = AbortSignal.timeout(LONGEST_MS);
      await this.#o.target.deliver(items, AbortSignal.any([signal, limit]));
    } catch (error) {
      await this.#fail(cursor, error as Error);
      return false;
    }
    await this.#moveTo(items[items.length - 1].record.seq, cursor);
    this.#lookForGaps(cursor.seq, items);
    return true;
  }

  /** What retention has pruned cannot be sent any more. */
  #lookForGaps(after: number, items: readonly StreamItem[]): void {
    const missing = items[items.length - 1].record.seq - after - items.length;
    if (missing > 0) {
      this.#o.logger.warn(
        `The stream "${
          this.#o.name
        }" leaves out ${missing} records after ${after}: they were pruned before they could be sent, or deleted`,
      );
    }
  }

  /** A new stream begins with what comes next, not with the past. */
  async #cursor(): Promise<Cursor> {
    const { knex, now } = this.#o;
    const name = cursorOf(this.#o.name);
    const known = await knex('stream_cursors').where({ name }).first();
    if (!known) {
      const head = await knex('log_head').where({ id: 1 }).first();
      const seq = Number(head?.seq ?? 0);
      await knex('stream_cursors')
        .insert({ name, seq, updated_at: now() })
        .onConflict('name')
        .ignore();
      return { seq, failures: 0, nextAt: 0 };
    }
    return {
      seq: Number(known.seq),
      failures: Number(known.failures),
      nextAt: Number(known.next_at ?? 0),
    };
  }

  async #read(after: number): Promise<StreamItem[]> {
    const texts = await this.#texts.between(after + 1, NEWEST, PAGE);
    const items: StreamItem[] = [];
    let characters = 0;
    for (const text of texts) {
      characters += text.body.length;
      if (items.length > 0 && characters > MOST_CHARACTERS) {
        break;
      }
      const record = toRecord(text);
      items.push({ record, body: lineOf({ record, body: text.body }) });
    }
    return items;
  }

  async #moveTo(seq: number, { failures }: Cursor): Promise<void> {
    const { knex, name, now, logger } = this.#o;
    if (failures > 0) {
      logger.info(`The stream "${name}" works again`);
    }
    await knex('stream_cursors')
      .where({ name: cursorOf(name) })
      .update({
        seq,
        updated_at: now(),
        failures: 0,
        next_at: null,
        error: null,
      });
  }

  /** The pause doubles, with jitter; the other side's own wish goes first. */
  async #fail({ failures }: Cursor, error: Error): Promise<void> {
    const { knex, name, now, logger } = this.#o;
    const pause = Math.min(LONGEST_PAUSE_MS, LEAST_PAUSE_MS * 2 ** failures);
    const wait =
      error instanceof TryLaterError
        ? error.retryAfterMs
        : pause * (0.75 + Math.random() / 4);
    if (failures === 0) {
      logger.warn(
        `The stream "${name}" fails: ${error.message}; nothing is lost, it is tried again`,
      );
    }
    await knex('stream_cursors')
      .where({ name: cursorOf(name) })
      .update({
        updated_at: now(),
        failures: failures + 1,
        next_at: Math.round(now() + wait),
        error: error.message,
      });
  }
}
