/** Waits a while; injected so that tests need not. */
export type Wait = (ms: number) => Promise<unknown>;

export interface PatienceOptions {
  wait: Wait;
  everyMs: number;
  attempts: number;
}

/** Tries until it works, and gives up with the last error after so many attempts. */
export async function patiently<T>(
  attempt: () => Promise<T>,
  { wait, everyMs, attempts }: PatienceOptions,
): Promise<T> {
  for (let left = attempts - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 0) {
        throw error;
      }
      await wait(everyMs);
    }
  }
}
