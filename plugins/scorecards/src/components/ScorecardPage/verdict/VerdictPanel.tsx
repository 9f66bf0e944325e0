import type {
  EntityScorecardsResponse,
  ScorecardResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { ButtonIcon, Text } from '@backstage/ui';
import { EntityLink, LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { RiCloseLine } from '@remixicon/react';
import { useRef } from 'react';
import { useScorecards } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { usePanelFocus } from './usePanelFocus';
import { VerdictDetails } from './VerdictDetails';
import styles from './VerdictPanel.module.css';

/** @internal */
export interface VerdictPanelProps {
  scorecard: ScorecardResponse;
  entityRef: string;
  checkId: string;
  /** The page with all checks of the entity. */
  entityHref: string;
  onClose: () => void;
}

const Answer = (
  props: VerdictPanelProps & { answer: EntityScorecardsResponse },
) => {
  const { scorecard, checkId, entityHref, answer } = props;
  const { t } = useScorecardsTranslation();
  const result = answer.items.find(
    item => item.scorecard.ref === scorecard.ref,
  );
  const verdict = result?.verdicts.find(item => item.checkId === checkId);
  const check = result?.scorecard.checks.find(({ id }) => id === checkId);
  if (!result || !verdict || !check) {
    return <p className={styles.text}>{t('pages.verdict.gone')}</p>;
  }
  return (
    <VerdictDetails
      check={check}
      verdict={verdict}
      olderVersion={
        result.version < scorecard.version ? result.version : undefined
      }
      entityHref={entityHref}
      entityName={props.entityRef}
    />
  );
};

/** Why one entity passes or fails one check, beside the heatmap. @internal */
export const VerdictPanel = (props: VerdictPanelProps) => {
  const { scorecard, entityRef, checkId, onClose } = props;
  const { t } = useScorecardsTranslation();
  const check = scorecard.checks.find(({ id }) => id === checkId);
  const title = check?.title ?? checkId;
  const state = useScorecards(
    'getEntityScorecards',
    { params: { entityRef } },
    { affectedBy: ({ entityRefs }) => entityRefs?.includes(entityRef) ?? true },
  );
  const panel = useRef<HTMLElement>(null);
  usePanelFocus(panel, onClose);
  return (
    <aside
      ref={panel}
      className={styles.panel}
      aria-label={t('pages.verdict.label', { check: title })}
    >
      <header className={styles.head}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {title}
        </Text>
        <ButtonIcon
          aria-label={t('pages.verdict.close')}
          icon={<RiCloseLine />}
          variant="tertiary"
          size="small"
          onPress={onClose}
        />
      </header>
      <EntityLink entityRef={entityRef} />
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton rows={[24, 60, 80]} />}
        failed={t('pages.verdict.failed')}
        permission={t('pages.permission.verdicts')}
      >
        {answer => <Answer {...props} answer={answer} />}
      </WhenLoaded>
    </aside>
  );
};
