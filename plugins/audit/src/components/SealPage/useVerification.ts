import { useApi } from '@backstage/core-plugin-api';
import type { Verification } from '@daytwo/backstage-plugin-audit-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { auditApiRef } from '../../api';

/** How far a verification is, or what came of it. @internal */
export interface VerificationState {
  busy: boolean;
  /** Last block that was checked. */
  done: number;
  total: number;
  result?: Verification;
  error?: Error;
  /** It was given up before the end. */
  stopped?: boolean;
}

/** So many blocks a request: the way there can be seen, and given up. */
const STEP = 500;

const none: Verification = {
  blocks: 0,
  records: 0,
  unsealed: 0,
  pruned: 0,
  problems: [],
  tookMs: 0,
};

/** The sum of two parts of the log, one after the other. @internal */
export function together(a: Verification, b: Verification): Verification {
  return {
    blocks: a.blocks + b.blocks,
    records: a.records + b.records,
    pruned: a.pruned + b.pruned,
    problems: [...a.problems, ...b.problems],
    tookMs: a.tookMs + b.tookMs,
    unsealed: b.unsealed,
  };
}

/** Verifies all blocks, some hundred at a time. @internal */
export function useVerification(lastBlock: number) {
  const api = useApi(auditApiRef);
  const [state, setState] = useState<VerificationState>({
    busy: false,
    done: 0,
    total: lastBlock,
  });
  const controller = useRef<AbortController>();
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback(async () => {
    const { signal } = (controller.current = new AbortController());
    const total = lastBlock;
    let done = 0;
    let result = none;
    const report = (change: Partial<VerificationState>) =>
      setState({ busy: true, done, total, ...change });
    report({});
    try {
      while (done < total) {
        const fromBlock = done + 1;
        const toBlock = Math.min(done + STEP, total);
        const body = { fromBlock, toBlock };
        result = together(
          result,
          await api.call('verify', { body }, { signal }),
        );
        signal.throwIfAborted();
        done = toBlock;
        report({});
      }
      report({ busy: false, result });
    } catch (error) {
      const stopped = signal.aborted;
      report({
        busy: false,
        stopped,
        ...(stopped ? { result } : { error: error as Error }),
      });
    }
  }, [api, lastBlock]);
  const stop = useCallback(() => controller.current?.abort(), []);
  return { ...state, start, stop };
}
