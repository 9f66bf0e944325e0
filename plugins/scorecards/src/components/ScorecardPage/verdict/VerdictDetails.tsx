import { parseEntityRef } from '@backstage/catalog-model';
import {
  durationToMs,
  type CheckVerdict,
  type ScorecardCheck,
} from '@daytwo/backstage-plugin-scorecards-common';
import { BgProvider, ButtonLink, Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useLocale } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { EntityLink, formatDuration, Since, VerdictChip } from '../../shared';
import { EvidenceList } from './EvidenceList';
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

/** How to make the check pass; nothing where the definition does not say. @internal */
export const Remediation = ({ check }: { check: ScorecardCheck }) => {
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  if (!check.remediation) {
    return null;
  }
  const { text, link, playbook, effort } = check.remediation;
  const target = typeof link === 'string' ? { url: link } : link;
  return (
    <Section title={t('pages.verdict.fix')}>
      {text && <p className={styles.text}>{text}</p>}
      {target && (
        <Link href={target.url}>{target.title ?? t('pages.verdict.link')}</Link>
      )}
      {playbook && <EntityLink entityRef={playbook} />}
      {effort && (
        <Text variant="body-small" color="secondary">
          {t('pages.verdict.effort', {
            effort: formatDuration(durationToMs(effort), locale),
          })}
        </Text>
      )}
    </Section>
  );
};

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
        <EvidenceList evidence={verdict.evidence} />
      </Section>
      {check.rationale && (
        <Section title={t('pages.verdict.why')}>
          <p className={styles.text}>{check.rationale}</p>
        </Section>
      )}
      <Remediation check={check} />
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
