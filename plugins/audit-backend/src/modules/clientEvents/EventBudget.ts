import { TooManyRequestsError } from '@daytwo/node-kit';
import type { Clock } from '../../capture/clock';
import { Recent } from '../Recent';

const WINDOW_MS = 60_000;

interface Window {
  since: number;
  spent: number;
}

/** How much each person may report in a minute, in this process. */
export class EventBudget {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #windows = Recent.create<Window>();

  private constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  static create(clock: Clock, mostPerMinute: number): EventBudget {
    return new EventBudget(clock, mostPerMinute);
  }

  /** @throws TooManyRequestsError where all of them together are too many; none counts then */
  spend(person: string, events: number): void {
    const now = this.#clock.steady();
    const known = this.#windows.get(person);
    const window =
      known && now - known.since < WINDOW_MS ? known : { since: now, spent: 0 };
    if (window.spent + events > this.#most) {
      throw new TooManyRequestsError(
        `Your browser reports more than ${
          this.#most
        } events in a minute; these are not recorded`,
        window.since + WINDOW_MS - now,
      );
    }
    window.spent += events;
    this.#windows.set(person, window);
  }
}
