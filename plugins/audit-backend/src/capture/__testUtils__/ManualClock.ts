import type { Clock } from '../clock';

/** A clock that stands until it is moved. */
export class ManualClock implements Clock {
  #now = Date.parse('2026-11-24T10:00:00Z');
  /** By how much the machine's clock was set forward. */
  #set = 0;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now + this.#set;
  }

  steady(): number {
    return this.#now;
  }

  /** Sets the machine's clock, which timers do not go by. */
  set(ms: number): void {
    this.#set += ms;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(t => t !== timer);
    };
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at)[0];
      if (!due) {
        break;
      }
      this.#timers = this.#timers.filter(t => t !== due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
    }
    this.#now = end;
  }
}
