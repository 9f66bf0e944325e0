import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Header } from '@backstage/ui';
import { EntityLink, RelativeTime } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../../translation';

/** What the scorecard is for, whose it is, and which version runs. @internal */
export const ScorecardHeader = ({
  scorecard,
}: {
  scorecard: ScorecardResponse;
}) => {
  const { t } = useScorecardsTranslation();
  const { title, description, ownerRef, version, mode, asOf } = scorecard;
  return (
    <Header
      title={title}
      description={description}
      tags={scorecard.tags.map(label => ({ label }))}
      metadata={[
        {
          label: t('pages.page.owner'),
          value: <EntityLink entityRef={ownerRef} />,
        },
        {
          label: t('pages.page.version'),
          value: version > 0 ? `${version}` : t('pages.page.noVersion'),
        },
        {
          label: t('pages.page.mode'),
          value: t(`pages.page.modes.${mode}`),
        },
        ...(asOf && version > 0
          ? [
              {
                label: t('pages.page.asOf'),
                value: <RelativeTime at={asOf} />,
              },
            ]
          : []),
      ]}
    />
  );
};
