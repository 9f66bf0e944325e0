import { Flex, Link, Text } from '@backstage/ui';
import type { ScorecardCheck } from '@daytwo/backstage-plugin-scorecards-common';
import { durationToMs } from '@daytwo/backstage-plugin-scorecards-common';
import {
  EntityLink,
  formatDuration,
  ReasonText,
  toEntityRef,
  useLocale,
} from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import styles from './CheckAdvice.module.css';

/** How to make a check pass: words, a link, a playbook, about how long. @internal */
export const CheckAdvice = ({
  remediation,
}: Pick<ScorecardCheck, 'remediation'>) => {
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  if (!remediation) {
    return <ReasonText>{t('entity.check.noFix')}</ReasonText>;
  }
  const { text, link, playbook, effort } = remediation;
  return (
    <>
      {text && (
        <Text as="p" className={styles.text}>
          {text}
        </Text>
      )}
      <Flex gap="3" className={styles.links}>
        {link && <AdviceLink link={link} />}
        {playbook && <PlaybookLink playbook={playbook} />}
      </Flex>
      {effort && (
        <ReasonText>
          {t('entity.check.effort', {
            effort: formatDuration(durationToMs(effort), locale),
          })}
        </ReasonText>
      )}
    </>
  );
};

/** What is no reference is shown as it was written. */
const PlaybookLink = ({ playbook }: { playbook: string }) => {
  const entityRef = toEntityRef(playbook, 'playbook');
  return entityRef ? (
    <EntityLink entityRef={entityRef} hideIcon={false} />
  ) : (
    <Text>{playbook}</Text>
  );
};

type RemediationLink = NonNullable<
  NonNullable<ScorecardCheck['remediation']>['link']
>;

const AdviceLink = ({ link }: { link: RemediationLink }) => {
  const { url, title } =
    typeof link === 'string' ? { url: link, title: link } : link;
  return (
    <Link href={url} target="_blank" rel="noreferrer">
      {title ?? url}
    </Link>
  );
};
