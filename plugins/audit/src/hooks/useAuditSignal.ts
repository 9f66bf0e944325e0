import {
  AUDIT_CHANNEL,
  type AuditSignal,
} from '@daytwo/backstage-plugin-audit-common';
import { useSignals } from '@daytwo/ui-kit';

const PAUSE_MS = 1_500;

/**
 * Calls back when there are new records, with the newest place in the log; at
 * once, then at most every second and a half. Does nothing in a portal without
 * signals.
 *
 * @internal
 */
export function useAuditSignal(
  onSignal: (lastSeq: number) => unknown,
  { skip = false }: { skip?: boolean } = {},
): void {
  useSignals<Pick<AuditSignal, 'lastSeq'>>(
    AUDIT_CHANNEL,
    messages => onSignal(Math.max(...messages.map(m => m.lastSeq))),
    { pauseMs: PAUSE_MS, skip },
  );
}
