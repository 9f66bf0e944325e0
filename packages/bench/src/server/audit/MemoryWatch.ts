import type { MemoryCurve } from './protocol';

const EVERY_MS = 50;

/** Looks at the memory of this process again and again. */
export class MemoryWatch {
  readonly #curve: MemoryCurve = {
    idle: process.memoryUsage.rss(),
    samples: [],
  };
  readonly #timer = setInterval(() => this.#look(), EVERY_MS);

  private constructor() {}

  static start(): MemoryWatch {
    return new MemoryWatch();
  }

  stop(): MemoryCurve {
    clearInterval(this.#timer);
    this.#look();
    return this.#curve;
  }

  #look(): void {
    this.#curve.samples.push(process.memoryUsage.rss());
  }
}
