import { Link, VisuallyHidden } from '@backstage/ui';
import type { HomeResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { ReasonText } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { useEntityTabHref } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { FixAction } from './FixAction';
import styles from './FixRow.module.css';
import { VerdictIcon } from './VerdictChip';

type Fix = Omit<HomeResponse['fixes'][number], 'entity' | 'scorecardTitle'>;

/** A check worth mending, as an item of a list: what, why, and the button for it. @internal */
export const FixRow = ({
  entityRef,
  fix,
  children,
}: {
  entityRef: string;
  fix: Fix;
  /** More words below the title, such as the entity. */
  children?: ReactNode;
}) => {
  const { t } = useScorecardsTranslation();
  const tabHref = useEntityTabHref();
  const { scorecardRef, checkId, title, state, reason } = fix;
  const href = tabHref(entityRef, { scorecardRef, checkId });
  return (
    <li className={styles.row}>
      <VerdictIcon state={state} />
      <span className={styles.words}>
        <VisuallyHidden>{t(`common.verdict.${state}`)}</VisuallyHidden>
        <Link href={href} standalone>
          {title}
        </Link>
        {reason && <ReasonText>{reason}</ReasonText>}
        {children}
      </span>
      <FixAction
        remediation={fix.remediation}
        check={title}
        adviceHref={href}
      />
    </li>
  );
};
