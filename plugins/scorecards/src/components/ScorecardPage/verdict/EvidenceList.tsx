import type { VerdictEvidence } from '@daytwo/backstage-plugin-scorecards-common';
import { RelativeTime } from '../../shared';
import { useScorecardsTranslation } from '../../../translation';
import styles from './VerdictPanel.module.css';

/** A value as a rule would write it, in one line. @internal */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}

/** What a rule read: each path, its value, from where and when. @internal */
export const EvidenceList = ({ evidence }: { evidence: VerdictEvidence[] }) => {
  const { t } = useScorecardsTranslation();
  if (evidence.length === 0) {
    return <p className={styles.text}>{t('pages.verdict.noEvidence')}</p>;
  }
  return (
    <dl className={styles.evidence}>
      {evidence.map(({ text, value, source, observedAt }) => (
        <div key={text}>
          <dt>
            <code>{text}</code>
          </dt>
          <dd>
            {value === undefined ? (
              <em>{t('pages.verdict.absent')}</em>
            ) : (
              <code>{valueText(value)}</code>
            )}
            <span className={styles.origin}>
              {source} {observedAt && <RelativeTime at={observedAt} />}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
};
