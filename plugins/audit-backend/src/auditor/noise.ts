import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';

const internalAgent = /^(node-fetch|undici|node)\b/i;
const lookUp = /(^|-)(fetch|facets|read|list|get|query|discovery|validate)$/;

/**
 * Whether an action is a look-up that a plugin makes on the way: it acts itself or
 * for a person, changes nothing, and was not refused.
 */
export function isNoise({
  severity,
  outcome,
  actors,
  event,
  request,
  meta,
}: Omit<AuditDraft, 'outcome'> & Partial<AuditDraft>): boolean {
  const last = actors.at(-1)?.type;
  const isLookUp =
    meta?.queryType !== undefined ||
    lookUp.test(event) ||
    internalAgent.test(request?.userAgent ?? '');
  return (
    severity === 'low' &&
    outcome !== 'denied' &&
    (last === 'plugin' || last === 'service') &&
    isLookUp
  );
}
