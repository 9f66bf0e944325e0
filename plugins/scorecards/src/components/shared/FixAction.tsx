import { ButtonLink } from '@backstage/ui';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { ScorecardCheck } from '@daytwo/backstage-plugin-scorecards-common';
import { toEntityRef } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';

type Remediation = NonNullable<ScorecardCheck['remediation']>;

function linkOf({ link }: Remediation) {
  return typeof link === 'string' ? { url: link } : link;
}

/**
 * The one button that helps most with a check: its playbook, else its link,
 * else the way to its advice.
 *
 * @internal
 */
export const FixAction = ({
  remediation = {},
  check,
  adviceHref,
}: {
  remediation?: Remediation;
  /** Title of the check, for people who hear the button alone. */
  check: string;
  /** Where the advice stands; no button is shown without one. */
  adviceHref?: string;
}) => {
  const { t } = useScorecardsTranslation();
  const entityHref = useEntityRefLink();
  const link = linkOf(remediation);
  const playbook = toEntityRef(remediation.playbook, 'playbook');
  if (playbook) {
    return (
      <FixButton
        href={entityHref(playbook)}
        label={t('common.fix.playbook')}
        check={check}
      />
    );
  }
  if (link) {
    const label = link.title ?? t('common.fix.open');
    return <FixButton href={link.url} label={label} check={check} external />;
  }
  return adviceHref ? (
    <FixButton href={adviceHref} label={t('common.fix.advice')} check={check} />
  ) : null;
};

const FixButton = (props: {
  href: string;
  label: string;
  check: string;
  external?: boolean;
}) => {
  const { href, label, check, external } = props;
  return (
    <ButtonLink
      size="small"
      variant="secondary"
      href={href}
      aria-label={`${label}: ${check}`}
      {...(external && { target: '_blank', rel: 'noreferrer' })}
    >
      {label}
    </ButtonLink>
  );
};
