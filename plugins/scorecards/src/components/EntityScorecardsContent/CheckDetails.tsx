import { Text } from '@backstage/ui';
import type { CheckVerdict } from '@daytwo/backstage-plugin-scorecards-common';
import { ReasonText } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { useScorecardsTranslation } from '../../translation';
import { EvidenceLine } from '../shared';
import { CheckAdvice } from './CheckAdvice';
import type { CheckContext } from './CheckGroupList';
import type { CheckEntry } from './checkGroups';
import { CheckRule } from './CheckRule';
import { CheckTrail } from './CheckTrail';
import styles from './CheckDetails.module.css';

/** Everything about one check on this entity. @internal */
export const CheckDetails = ({
  entry: { check, verdict },
  context,
}: {
  entry: CheckEntry;
  context: CheckContext;
}) => {
  const { t } = useScorecardsTranslation();
  const about = [check.description, check.rationale].filter(Boolean);
  return (
    <div className={styles.details}>
      {about.length > 0 && (
        <Part title={t('entity.check.why')}>
          {about.map(text => (
            <Text as="p" key={text} className={styles.prose}>
              {text}
            </Text>
          ))}
        </Part>
      )}
      <Part title={t('entity.check.fix')}>
        <CheckAdvice remediation={check.remediation} />
      </Part>
      {verdict && (
        <Part title={t('entity.check.evidence')}>
          <Evidence verdict={verdict} />
        </Part>
      )}
      <Part title={t('entity.check.rule')}>
        <CheckRule check={check} />
      </Part>
      <Part title={t('entity.check.trail')}>
        <CheckTrail
          entityRef={context.entityRef}
          scorecardRef={context.item.scorecard.ref}
          checkId={check.id}
        />
      </Part>
    </div>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={styles.part}>
    <Text as="h4" variant="body-small" weight="bold">
      {title}
    </Text>
    {children}
  </div>
);

const Evidence = ({ verdict }: { verdict: CheckVerdict }) => {
  const { t } = useScorecardsTranslation();
  return (
    <>
      {verdict.reason && <Text as="p">{verdict.reason}</Text>}
      {verdict.evidence.length === 0 && (
        <ReasonText>{t('entity.check.noEvidence')}</ReasonText>
      )}
      {verdict.evidence.map(evidence => (
        <EvidenceLine key={evidence.text} evidence={evidence} />
      ))}
    </>
  );
};
