import type { ScorecardCheck } from '@daytwo/backstage-plugin-scorecards-common';
import { Badge } from '@backstage/ui';
import { useScorecardsTranslation } from '../../../translation';
import { CheckAdvice } from '../../EntityScorecardsContent/CheckAdvice';
import styles from './ChecksTab.module.css';

/** A check: its title, and folded away why it is there and how it judges. @internal */
export const CheckName = ({ check }: { check: ScorecardCheck }) => {
  const { t } = useScorecardsTranslation();
  const { title, description, rationale, rule, sources, narrowed } = check;
  return (
    <div className={styles.check}>
      <span className={styles.title}>
        {title}
        {check.draft && <Badge>{t('pages.checks.draft')}</Badge>}
        {check.enforcedFrom && (
          <Badge>
            {t('pages.checks.enforcedFrom', { date: check.enforcedFrom })}
          </Badge>
        )}
      </span>
      <details>
        <summary>{t('pages.checks.details')}</summary>
        <div className={styles.details}>
          {description && <p>{description}</p>}
          {rationale && <p>{rationale}</p>}
          {narrowed && <p>{t('pages.checks.narrowed')}</p>}
          <pre className={styles.rule}>{rule}</pre>
          {sources.length > 0 && (
            <p>{t('pages.checks.sources', { sources: sources.join(', ') })}</p>
          )}
          {check.remediation && <CheckAdvice remediation={check.remediation} />}
        </div>
      </details>
    </div>
  );
};
