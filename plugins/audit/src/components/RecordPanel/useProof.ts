import { useApi } from '@backstage/core-plugin-api';
import type {
  RecordDetail,
  RecordProof,
} from '@daytwo/backstage-plugin-audit-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { auditApiRef } from '../../api';
import { verifyProof, type ProofCheck } from '../../proof';

interface ProofState {
  proof?: RecordProof;
  checks?: ProofCheck[];
  error?: Error;
  busy: boolean;
}

/** Fetches the proof of a record and checks it in the browser, when told to. @internal */
export function useProof({ record, body }: RecordDetail) {
  const api = useApi(auditApiRef);
  const [state, setState] = useState<ProofState>({ busy: false });
  const controller = useRef<AbortController>();
  const { seq } = record;
  useEffect(() => {
    setState({ busy: false });
    return () => controller.current?.abort();
  }, [seq, body]);

  const verify = useCallback(async () => {
    const { signal } = (controller.current = new AbortController());
    setState({ busy: true });
    try {
      const proof = await api.call('getProof', { params: { seq } }, { signal });
      const checks = await verifyProof(proof, { seq, body });
      setState(last =>
        signal.aborted ? last : { proof, checks, busy: false },
      );
    } catch (error) {
      setState(last =>
        signal.aborted ? last : { error: error as Error, busy: false },
      );
    }
  }, [api, seq, body]);
  return { ...state, verify };
}
