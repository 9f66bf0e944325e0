import { EntityLink, ReasonText } from '@daytwo/ui-kit';
import { RiArrowRightLine } from '@remixicon/react';
import { useScorecardsTranslation } from '../../../translation';
import { evidenceOf } from '../../EntityScorecardsContent/transitionEvidence';
import { EvidenceLine, VerdictChip } from '../../shared';
import type { PagedItem } from '../paging';
import styles from './MovementTab.module.css';

type Transition = PagedItem<'listTransitions'>;

/** The entity, unless nobody remembers which it was. @internal */
export const TransitionEntity = ({ entityRef }: { entityRef: string }) => {
  const { t } = useScorecardsTranslation();
  return entityRef ? (
    <EntityLink entityRef={entityRef} />
  ) : (
    <>{t('pages.movement.goneEntity')}</>
  );
};

/** From which verdict to which, or that the entity came or went. @internal */
export const Change = ({ transition }: { transition: Transition }) => {
  const { t } = useScorecardsTranslation();
  const { from, to, cause } = transition;
  if (!from && !to) {
    return (
      <>
        {t(
          cause === 'entityLeft'
            ? 'pages.movement.left'
            : 'pages.movement.entered',
        )}
      </>
    );
  }
  return (
    <span className={styles.change}>
      {from && <VerdictChip state={from} />}
      <RiArrowRightLine size={14} aria-label={t('pages.movement.to')} />
      {to && <VerdictChip state={to} />}
    </span>
  );
};

/** What the rule read at that time. @internal */
export const Values = ({ evidence }: { evidence: unknown }) => {
  const { values, reason } = evidenceOf(evidence);
  return (
    <div className={styles.values}>
      {values.map(value => (
        <EvidenceLine key={value.text} evidence={value} />
      ))}
      {reason && <ReasonText>{reason}</ReasonText>}
    </div>
  );
};
