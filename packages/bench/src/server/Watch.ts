import { monitorEventLoopDelay, type IntervalHistogram } from 'perf_hooks';
import type { Observation } from './protocol';

/** How finely the delay of the event loop is seen, milliseconds; idle reads as this. */
const RESOLUTION = 5;
const RSS_EVERY = 50;

/** Observes memory and event loop of this process for a while. */
export class Watch {
  readonly #idleRss = process.memoryUsage.rss();
  readonly #histogram: IntervalHistogram;
  readonly #timer: NodeJS.Timeout;
  #peakRss = this.#idleRss;

  private constructor() {
    this.#histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
    this.#histogram.enable();
    this.#timer = setInterval(() => this.#look(), RSS_EVERY);
  }

  static start(): Watch {
    return new Watch();
  }

  stop(): Observation {
    clearInterval(this.#timer);
    this.#look();
    this.#histogram.disable();
    return {
      idleRss: this.#idleRss,
      peakRss: this.#peakRss,
      loopP99: this.#histogram.percentile(99) / 1e6,
      loopMax: this.#histogram.max / 1e6,
    };
  }

  #look(): void {
    this.#peakRss = Math.max(this.#peakRss, process.memoryUsage.rss());
  }
}
