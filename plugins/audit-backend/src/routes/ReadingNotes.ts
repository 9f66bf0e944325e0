import type {
  AuditorService,
  AuditorServiceEvent,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { OperationInput } from '@daytwo/node-kit';
import type { ApiRoute } from '@daytwo/rest-kit';

/** The same question of the same reader is one record in so long: a page asks it every few seconds. */
const ONCE_IN_MS = 5 * 60_000;
const MOST_KEPT = 5000;

/** What {@link ReadingNotes} works with. */
export interface ReadingNotesOptions {
  auditor: AuditorService;
  now: () => number;
}

/** Records in the log who reads it, and what. */
export class ReadingNotes {
  readonly #o: ReadingNotesOptions;
  readonly #noted = new Map<string, number>();

  private constructor(options: ReadingNotesOptions) {
    this.#o = options;
  }

  static create(options: ReadingNotesOptions): ReadingNotes {
    return new ReadingNotes(options);
  }

  /**
   * Runs a reading between the two records of it.
   *
   * @param queryType - what is read, such as `list`
   * @param question - what of the request tells one question from another
   */
  async noted<T>(
    input: Pick<OperationInput<ApiRoute>, 'credentials' | 'request'>,
    queryType: string,
    question: JsonObject,
    read: () => Promise<T>,
  ): Promise<T> {
    const principal = JSON.stringify(input.credentials.principal);
    const key = JSON.stringify([principal, queryType, question]);
    const begin = () =>
      this.#o.auditor.createEvent({
        eventId: 'record-read',
        severityLevel: 'low',
        request: input.request,
        meta: { queryType, ...question },
      });
    try {
      const event = this.#isKnown(key) ? undefined : await begin();
      return await this.#between(event, read, begin);
    } catch (error) {
      // What was refused, or could not be recorded, was not read.
      this.#noted.delete(key);
      throw error;
    }
  }

  /** What was noted as read and is refused now, is noted anew. */
  async #between<T>(
    event: AuditorServiceEvent | undefined,
    read: () => Promise<T>,
    begin: () => Promise<AuditorServiceEvent>,
  ): Promise<T> {
    try {
      const result = await read();
      await event?.success();
      return result;
    } catch (error) {
      await (event ?? (await begin())).fail({ error: error as Error });
      throw error;
    }
  }

  #isKnown(key: string): boolean {
    const now = this.#o.now();
    const before = this.#noted.get(key);
    if (before !== undefined && now - before < ONCE_IN_MS) {
      return true;
    }
    this.#noted.delete(key);
    this.#noted.set(key, now);
    if (this.#noted.size > MOST_KEPT) {
      this.#noted.delete([...this.#noted.keys()][0]);
    }
    return false;
  }
}
