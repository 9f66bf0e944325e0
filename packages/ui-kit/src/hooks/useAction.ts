import { useCallback, useEffect, useRef, useState } from 'react';

/** How something that was asked for is going. @public */
export interface ActionState {
  busy: boolean;
  /** Why the last attempt failed. */
  error?: Error;
  /** Does it, unless it is under way. @returns whether it was done */
  run: () => Promise<boolean>;
}

/**
 * Something that a press of a button changes, and what came of it.
 *
 * @example
 * ```tsx
 * const { busy, error, run } = useAction(() => api.call('rotateKey', {}));
 * ```
 *
 * @public
 */
export function useAction(act: () => Promise<unknown>): ActionState {
  const [state, setState] = useState<{ busy: boolean; error?: Error }>({
    busy: false,
  });
  const latest = useRef(act);
  const isBusy = useRef(false);
  useEffect(() => {
    latest.current = act;
  });
  const run = useCallback(async () => {
    if (isBusy.current) {
      return false;
    }
    isBusy.current = true;
    setState({ busy: true });
    try {
      await latest.current();
      setState({ busy: false });
      return true;
    } catch (error) {
      setState({ busy: false, error: error as Error });
      return false;
    } finally {
      isBusy.current = false;
    }
  }, []);
  return { ...state, run };
}
