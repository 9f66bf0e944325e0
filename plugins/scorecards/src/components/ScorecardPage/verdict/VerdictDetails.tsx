import { parseEntityRef } from '@backstage/catalog-model';
import type {
  CheckVerdict,
  ScorecardCheck,
} from '@daytwo/backstage-plugin-scorecards-common';
import { BgProvider, ButtonLink, Text } from '@backstage/ui';
import { ReasonText, Since } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { useScorecardsTranslation } from '../../../translation';
import { CheckAdvice } from '../../EntityScorecardsContent/CheckAdvice';
import { EvidenceLine, VerdictChip } from '../../shared';
import styles from './VerdictPanel.module.css';

const Section = ({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) => (
  <section className={styles.section}>
    <Text as="h4" variant="body-small" color="secondary">
      {title}
    </Text>
    {children}
  </section>
);

/** A verdict, what was read for it, and what to do. @internal */
export const VerdictDetails = (props: {
  check: ScorecardCheck;
  verdict: CheckVerdict;
  /** The version that judged, where a newer one waits. */
  olderVersion?: number;
  entityHref: string;
  entityName: string;
}) => {
  const { check, verdict, olderVersion, entityHref, entityName } = props;
  const { t } = useScorecardsTranslation();
  return (
    <>
      <div className={styles.verdict}>
        <VerdictChip state={verdict.state} muted={!verdict.counts} />
        <Text variant="body-small" color="secondary">
          <Since at={verdict.since} />
        </Text>
      </div>
      {verdict.reason && <p className={styles.text}>{verdict.reason}</p>}
      {!verdict.counts && (
        <p className={styles.text}>{t('pages.verdict.notCounted')}</p>
      )}
      {olderVersion !== undefined && (
        <p className={styles.text}>
          {t('pages.verdict.older', { version: `${olderVersion}` })}
        </p>
      )}
      <Section title={t('pages.verdict.evidence')}>
        {verdict.evidence.length === 0 && (
          <ReasonText>{t('pages.verdict.noEvidence')}</ReasonText>
        )}
        {verdict.evidence.map(evidence => (
          <EvidenceLine key={evidence.text} evidence={evidence} />
        ))}
      </Section>
      {check.rationale && (
        <Section title={t('pages.verdict.why')}>
          <p className={styles.text}>{check.rationale}</p>
        </Section>
      )}
      {check.remediation && (
        <Section title={t('pages.verdict.fix')}>
          <CheckAdvice remediation={check.remediation} />
        </Section>
      )}
      <Section title={t('pages.verdict.rule')}>
        <pre className={styles.rule}>{check.rule}</pre>
      </Section>
      <BgProvider bg="neutral-1">
        <ButtonLink href={entityHref} variant="secondary">
          {t('pages.verdict.openEntity', {
            entity: parseEntityRef(entityName).name,
          })}
        </ButtonLink>
      </BgProvider>
    </>
  );
};
