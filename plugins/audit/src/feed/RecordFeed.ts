import type {
  RecordList,
  RecordRow,
} from '@daytwo/backstage-plugin-audit-common';

/** Asks for one page, newest first. @internal */
export type LoadRecords = (page: {
  cursor?: string;
  limit: number;
  signal: AbortSignal;
}) => Promise<RecordList>;

/** What is loaded so far. @internal */
export interface Records {
  /** Newest first. */
  rows: RecordRow[];
  /** The first page is there. */
  loaded: boolean;
  /** When the newest rows were fetched. */
  loadedAt?: Date;
  restricted: boolean;
  hasMore: boolean;
  busy: boolean;
  /** Why the last attempt failed; the rows before it stay. */
  error?: Error;
}

// The first page is small, to be there at once.
const FIRST_PAGE = 100;
const NEXT_PAGE = 300;
/** New records beyond so many pages replace what was loaded before. */
const TAIL_PAGES = 5;

const empty: Records = {
  rows: [],
  loaded: false,
  restricted: false,
  hasMore: false,
  busy: true,
};

/**
 * The records of one filter: older ones page after page, new ones put before
 * them. Shaped for `useSyncExternalStore`.
 *
 * @internal
 */
export class RecordFeed {
  readonly #load: LoadRecords;
  readonly #listeners = new Set<() => void>();
  #state: Records = empty;
  #cursor: string | undefined;
  #lastSeq = 0;
  #controller: AbortController | undefined;
  #tailWanted = false;

  private constructor(load: LoadRecords) {
    this.#load = load;
  }

  static create(load: LoadRecords): RecordFeed {
    return new RecordFeed(load);
  }

  readonly getState = (): Records => this.#state;

  /** The first listener starts the first page, the last one to leave stops all. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1 && !this.#state.loaded) {
      this.reload();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#controller?.abort();
        this.#controller = undefined;
      }
    };
  };

  /** Starts anew with the newest page. */
  readonly reload = (): void => {
    this.#controller?.abort();
    void this.#run(signal => this.#loadFirst(signal));
  };

  /** Adds the next older page, unless one is on its way. */
  readonly loadMore = (): void => {
    if (this.#state.hasMore && !this.#controller) {
      void this.#run(signal => this.#loadNext(signal));
    }
  };

  /** Puts new records before those that are there. */
  readonly tail = (): void => {
    if (this.#controller) {
      this.#tailWanted = true;
    } else if (this.#listeners.size > 0) {
      void this.#run(signal =>
        this.#state.loaded ? this.#loadNew(signal) : this.#loadFirst(signal),
      );
    }
  };

  /** The same, unless this place in the log was seen already. */
  readonly tailTo = (lastSeq: number): void => {
    if (lastSeq > this.#lastSeq) {
      this.tail();
    }
  };

  async #run(load: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    this.#set({ busy: true });
    try {
      await load(controller.signal);
      this.#settle(controller, undefined);
    } catch (error) {
      this.#settle(controller, error as Error);
    }
  }

  /** An attempt that was given up has nothing more to say. */
  #settle(controller: AbortController, error: Error | undefined): void {
    if (this.#controller !== controller) {
      return;
    }
    this.#controller = undefined;
    this.#set({ busy: false, error });
    if (this.#tailWanted && !error) {
      this.#tailWanted = false;
      this.tail();
    }
  }

  async #page(page: {
    cursor?: string;
    limit: number;
    signal: AbortSignal;
  }): Promise<RecordList> {
    const list = await this.#load(page);
    page.signal.throwIfAborted();
    this.#lastSeq = Math.max(this.#lastSeq, list.lastSeq);
    return list;
  }

  async #loadFirst(signal: AbortSignal): Promise<void> {
    const page = await this.#page({ limit: FIRST_PAGE, signal });
    this.#replace(page, page.items);
  }

  async #loadNext(signal: AbortSignal): Promise<void> {
    const cursor = this.#cursor;
    const page = await this.#page({ cursor, limit: NEXT_PAGE, signal });
    this.#cursor = page.nextCursor;
    this.#set({
      rows: [...this.#state.rows, ...page.items],
      hasMore: page.nextCursor !== undefined,
    });
  }

  /** Reads from the newest down to what is known; a part that is known is taken anew. */
  async #loadNew(signal: AbortSignal): Promise<void> {
    const known = this.#state.rows.at(0)?.seq ?? 0;
    const fresh: RecordRow[] = [];
    let page: RecordList;
    let cursor: string | undefined;
    let pages = 0;
    do {
      page = await this.#page({ cursor, limit: FIRST_PAGE, signal });
      fresh.push(...page.items);
      cursor = page.nextCursor;
      pages += 1;
      if ((fresh.at(-1)?.seq ?? 0) <= known || cursor === undefined) {
        this.#putBefore(page, fresh);
        return;
      }
    } while (pages < TAIL_PAGES);
    this.#replace(page, fresh);
  }

  #putBefore(page: RecordList, fresh: RecordRow[]): void {
    const oldest = fresh.at(-1)?.seq ?? Infinity;
    this.#set({
      rows: [...fresh, ...this.#state.rows.filter(({ seq }) => seq < oldest)],
      restricted: page.restricted,
      loadedAt: new Date(),
    });
  }

  #replace(page: RecordList, rows: RecordRow[]): void {
    this.#cursor = page.nextCursor;
    this.#set({
      rows,
      loaded: true,
      loadedAt: new Date(),
      restricted: page.restricted,
      hasMore: page.nextCursor !== undefined,
    });
  }

  #set(change: Partial<Records>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.forEach(listener => listener());
  }
}
