import type { CheckVerdict } from '@daytwo/backstage-plugin-scorecards-common';
import { ReasonText } from '@daytwo/ui-kit';
import { EvidenceLine } from '../shared';
import styles from './CheckSummary.module.css';

const MOST = 2;

/** In short why: the reason, and the first values that were read. @internal */
export const CheckSummary = ({ verdict }: { verdict: CheckVerdict }) => (
  <div className={styles.summary}>
    {verdict.reason && <ReasonText>{verdict.reason}</ReasonText>}
    {verdict.evidence
      .filter(({ text }) => text !== 'now')
      .slice(0, MOST)
      .map(evidence => (
        <EvidenceLine key={evidence.text} evidence={evidence} />
      ))}
  </div>
);
