import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import type {
  AuditOutcome,
  AuditSeverity,
  AuditSource,
} from '@daytwo/backstage-plugin-audit-common';
import { toEntityRef } from '@daytwo/ui-kit';
import type { Condition } from '../../filter';
import type { Translate } from '../../translation';

const defaultKinds: Partial<Record<Condition['key'], string>> = {
  actor: 'user',
  group: 'group',
};

/** A ref without what goes without saying. */
function refName(ref: string, defaultKind?: string): string {
  const known = toEntityRef(ref);
  return known
    ? humanizeEntityRef(parseEntityRef(known), { defaultKind })
    : ref;
}

/** What a value of a filter is called. @internal */
export function valueName(
  key: Condition['key'],
  value: string,
  t: Translate,
): string {
  switch (key) {
    case 'outcome':
      return t(`record.outcome.${value as AuditOutcome}`);
    case 'severity':
      return t(`record.severity.${value as AuditSeverity}`);
    case 'source':
      return t(`record.source.${value as AuditSource}`);
    case 'noise':
      return t('filter.noiseShown');
    case 'actor':
    case 'group':
    case 'entity':
      return refName(value, defaultKinds[key]);
    default:
      return value;
  }
}
