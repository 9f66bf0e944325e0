import { setImmediate } from 'timers/promises';

const SLICE_MS = 10;

/**
 * Cuts long work into slices, so that requests are answered in between.
 */
export class Slicer {
  #began = performance.now();

  /** Call it between two small pieces of work; it lets others run when it is their turn. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#began > SLICE_MS) {
      await setImmediate();
      this.#began = performance.now();
    }
  }
}
