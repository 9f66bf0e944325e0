import type { VerdictEvidence } from '@daytwo/backstage-plugin-scorecards-common';
import { RelativeTime } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { formatValue } from './evidence';
import styles from './EvidenceLine.module.css';

/** One value that a rule read: what, how much, from where, how old. @internal */
export const EvidenceLine = ({ evidence }: { evidence: VerdictEvidence }) => {
  const { t } = useScorecardsTranslation();
  const { text, value, source, observedAt } = evidence;
  return (
    <span className={styles.line}>
      <code>{text}</code>
      {value === undefined ? (
        <em>{t('common.evidence.missing')}</em>
      ) : (
        <code className={styles.value}>= {formatValue(value)}</code>
      )}
      {source && <span>{t('common.evidence.source', { source })}</span>}
      {observedAt && <RelativeTime at={observedAt} />}
    </span>
  );
};
