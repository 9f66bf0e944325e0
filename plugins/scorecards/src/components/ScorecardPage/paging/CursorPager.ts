/** A page as the backend gives it. @internal */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
  /** On the first page, where it is counted. */
  total?: number;
  partial?: boolean;
}

/** Asks for one page. @internal */
export type LoadPage<T> = (page: {
  cursor?: string;
  limit: number;
  signal: AbortSignal;
}) => Promise<Page<T>>;

/** What is loaded so far. @internal */
export interface Pages<T> {
  rows: T[];
  /** The first page is there. */
  loaded: boolean;
  total?: number;
  partial: boolean;
  hasMore: boolean;
  busy: boolean;
  /** Why the last attempt failed; the rows before it stay. */
  error?: Error;
  /** The rows may have changed since, and are too many to be fetched again unasked. */
  outdated: boolean;
}

// The first page is small, to be there at once.
const FIRST_PAGE = 100;
const NEXT_PAGE = 500;
const REFRESH_UP_TO = 1_000;

const empty: Pages<never> = {
  rows: [],
  loaded: false,
  partial: false,
  hasMore: false,
  busy: true,
  outdated: false,
};

/**
 * The pages of one list, one after the other. Shaped for
 * `useSyncExternalStore`.
 *
 * @internal
 */
export class CursorPager<T> {
  readonly #load: LoadPage<T>;
  readonly #listeners = new Set<() => void>();
  #state: Pages<T> = empty;
  #cursor: string | undefined;
  #controller: AbortController | undefined;

  private constructor(load: LoadPage<T>) {
    this.#load = load;
  }

  static create<T>(load: LoadPage<T>): CursorPager<T> {
    return new CursorPager(load);
  }

  readonly getState = (): Pages<T> => this.#state;

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

  /** Fetches what is loaded again, from the start. */
  readonly reload = (): void => {
    this.#controller?.abort();
    void this.#run(signal => this.#loadFromStart(signal));
  };

  /** Adds the next page, unless one is on its way. */
  readonly loadMore = (): void => {
    if (this.#state.hasMore && !this.#controller) {
      void this.#run(signal => this.#loadNext(signal));
    }
  };

  /** The backend says that something changed. */
  readonly invalidate = (): void => {
    if (this.#state.rows.length > REFRESH_UP_TO) {
      this.#set({ outdated: true });
    } else if (!this.#controller) {
      this.reload();
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
    if (this.#controller === controller) {
      this.#controller = undefined;
      this.#set({ busy: false, error });
    }
  }

  async #loadNext(signal: AbortSignal): Promise<void> {
    const page = await this.#load({
      cursor: this.#cursor,
      limit: NEXT_PAGE,
      signal,
    });
    signal.throwIfAborted();
    this.#take(page, [...this.#state.rows, ...page.items]);
  }

  async #loadFromStart(signal: AbortSignal): Promise<void> {
    const wanted = Math.max(FIRST_PAGE, this.#state.rows.length);
    const rows: T[] = [];
    let page: Page<T>;
    let total: number | undefined;
    let cursor: string | undefined;
    do {
      const limit = Math.min(NEXT_PAGE, wanted - rows.length);
      page = await this.#load({ cursor, limit, signal });
      signal.throwIfAborted();
      rows.push(...page.items);
      total ??= page.total;
      cursor = page.nextCursor;
    } while (cursor !== undefined && rows.length < wanted);
    this.#take({ ...page, total }, rows);
    this.#set({ outdated: false });
  }

  #take(page: Page<T>, rows: T[]): void {
    this.#cursor = page.nextCursor;
    this.#set({
      rows,
      loaded: true,
      partial: page.partial ?? false,
      hasMore: page.nextCursor !== undefined,
      ...(page.total !== undefined && { total: page.total }),
    });
  }

  #set(change: Partial<Pages<T>>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.forEach(listener => listener());
  }
}
