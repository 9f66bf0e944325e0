import type { RecordRow } from '@daytwo/backstage-plugin-audit-common';

/** What stands there as an entity already need not be said twice. @internal */
export function tellingSummary({
  summary,
  entities,
}: Pick<RecordRow, 'summary' | 'entities'>): string | undefined {
  return summary && entities.includes(summary) ? undefined : summary;
}
