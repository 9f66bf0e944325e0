import type { UsageRow } from '@daytwo/backstage-plugin-audit-common';
import { toEntityRef } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import { RefLink } from '../shared';
import styles from './UsagePage.module.css';

/** Actions and tools have names that are no entity refs. */
function nameOf({ automation, kind }: UsageRow): string {
  return automation.startsWith(`${kind}:`)
    ? automation.slice(kind.length + 1)
    : automation;
}

/** An automation, as a link where the catalog has it. @internal */
export const AutomationName = ({ row }: { row: UsageRow }) => {
  const { t } = useAuditTranslation();
  const { kind, automation } = row;
  const isEntity =
    (kind === 'template' || kind === 'playbook') && toEntityRef(automation);
  return (
    <span className={styles.name}>
      {isEntity ? <RefLink entityRef={automation} /> : nameOf(row)}
      <span className={styles.quiet}>{t(`usage.kind.${kind}`)}</span>
    </span>
  );
};
