import { setImmediate } from 'timers/promises';

const SLICE_MS = 10;

let began = 0;
let nextTurn: Promise<void> | undefined;

/** All who wait share a turn, so that several at work make it no longer than one does. */
function turn(): Promise<void> {
  nextTurn ??= setImmediate().then(() => {
    nextTurn = undefined;
    began = performance.now();
  });
  return nextTurn;
}

/**
 * Cuts long work into slices, so that requests are answered in between.
 *
 * @public
 */
export class Slicer {
  /** Call it between two small pieces of work; it lets others run when it is their turn. */
  async breathe(): Promise<void> {
    if (performance.now() - began > SLICE_MS) {
      await turn();
    }
  }
}
