/** A signal that is aborted by another one, or when time is up. */
export interface Deadline {
  signal: AbortSignal;
  /** Call it when done, so that no timer is left. */
  clear(): void;
}

/** @param what - what took too long, for the message */
export function startDeadline(
  ms: number,
  what: string,
  outer?: AbortSignal,
): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const seconds = Math.round(ms / 1000);
    controller.abort(new Error(`${what} took longer than ${seconds} s`));
  }, ms);
  const { signal } = controller;
  return {
    signal: outer ? AbortSignal.any([signal, outer]) : signal,
    clear: () => clearTimeout(timer),
  };
}
