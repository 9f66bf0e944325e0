import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';

const internalAgent = /^(node-fetch|undici|node)\b/i;
const lookUp = /(^|-)(fetch|facets|read|list|get|query|discovery|validate)$/;

/** What pages ask the catalog about what they show. */
const ofPages: readonly string[] = ['entity-fetch', 'entity-facets'];

/** What the audit log's own pages ask besides what somebody looks for. */
const asides: readonly unknown[] = ['histogram', 'related', 'suggestions'];

/**
 * Whether an action is a look-up on the way: one of a plugin, for itself or for a
 * person, or one of a page, which asks the catalog about every name that it shows,
 * or the audit log about what stands beside a list.
 * It changes nothing, and was not refused.
 */
export function isNoise({
  severity,
  outcome,
  actors,
  plugin,
  event,
  request,
  meta,
}: Omit<AuditDraft, 'outcome'> & Partial<AuditDraft>): boolean {
  const last = actors.at(-1)?.type;
  const isLookUp =
    meta?.queryType !== undefined ||
    lookUp.test(event) ||
    internalAgent.test(request?.userAgent ?? '');
  const isOfPage =
    (plugin === 'catalog' && ofPages.includes(event)) ||
    (plugin === 'audit' && asides.includes(meta?.queryType));
  return (
    severity === 'low' &&
    outcome !== 'denied' &&
    (last === 'plugin' || last === 'service' || isOfPage) &&
    isLookUp
  );
}
