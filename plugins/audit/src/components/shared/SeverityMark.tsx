import type { AuditSeverity } from '@daytwo/backstage-plugin-audit-common';
import { RiAlertLine, RiErrorWarningFill } from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { useAuditTranslation } from '../../translation';
import styles from './SeverityMark.module.css';

/** A sign where it weighs much; most records have none. @internal */
export const SeverityMark = ({ severity }: { severity: AuditSeverity }) => {
  const { t } = useAuditTranslation();
  if (severity === 'low' || severity === 'medium') {
    return null;
  }
  const Icon = severity === 'critical' ? RiErrorWarningFill : RiAlertLine;
  const words = t(`record.severityMark.${severity}`);
  return (
    <span className={styles.mark} data-severity={severity} title={words}>
      <Icon size={16} aria-hidden />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
};
