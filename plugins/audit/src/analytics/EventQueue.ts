import type {
  ClientEvent,
  ClientEventBatch,
} from '@daytwo/backstage-plugin-audit-common';

/** What waits at most; older events make room for newer ones. */
const MOST_WAITING = 500;
/** Of one batch. */
export const MOST_EVENTS = 50;
/** A browser lets pages that are left send 64 kB in all. */
const MOST_CHARACTERS = 15_000;

interface Sized {
  event: ClientEvent;
  size: number;
}

/** Events that wait to be sent, and how many could not wait. @internal */
export class EventQueue {
  #waiting: Sized[] = [];
  #lost = 0;

  get length(): number {
    return this.#waiting.length;
  }

  add(event: ClientEvent): void {
    this.#waiting.push({ event, size: JSON.stringify(event).length });
    this.#makeRoom();
  }

  /** Takes what fits into one call, at least one event; undefined where nothing waits. */
  take(): ClientEventBatch | undefined {
    let size = 0;
    let count = 0;
    for (const next of this.#waiting) {
      size += next.size;
      if (count === MOST_EVENTS || (count > 0 && size > MOST_CHARACTERS)) {
        break;
      }
      count++;
    }
    if (count === 0) {
      return undefined;
    }
    const events = this.#waiting.splice(0, count).map(({ event }) => event);
    const lost = this.#lost;
    this.#lost = 0;
    return { events, ...(lost > 0 && { lost }) };
  }

  /** To the front, as it was not taken by anybody. */
  putBack({ events, lost = 0 }: ClientEventBatch): void {
    const sized = events.map(event => ({
      event,
      size: JSON.stringify(event).length,
    }));
    this.#waiting = [...sized, ...this.#waiting];
    this.#lost += lost;
    this.#makeRoom();
  }

  /** Nobody will ever take it. */
  drop({ events, lost = 0 }: ClientEventBatch): void {
    this.#lost += events.length + lost;
  }

  clear(): void {
    this.#waiting = [];
  }

  #makeRoom(): void {
    const over = this.#waiting.length - MOST_WAITING;
    if (over > 0) {
      this.#waiting.splice(0, over);
      this.#lost += over;
    }
  }
}
