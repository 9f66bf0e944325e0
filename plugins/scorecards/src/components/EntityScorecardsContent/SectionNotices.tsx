import { Alert } from '@backstage/ui';
import { useScorecardsTranslation } from '../../translation';
import type { EntityScorecard } from './checkGroups';

/** What makes the verdicts below less than final. @internal */
export const SectionNotices = ({ item }: { item: EntityScorecard }) => {
  const { t } = useScorecardsTranslation();
  const { scorecard, version, pending } = item;
  const older = version !== scorecard.version;
  return (
    <>
      {scorecard.status.state === 'invalid' && (
        <Alert
          status="warning"
          icon
          title={t('entity.notice.invalid', {
            version: `${scorecard.version}`,
          })}
        />
      )}
      {older && (
        <Alert
          status="info"
          isPending
          title={t('entity.notice.older', {
            judged: `${version}`,
            version: `${scorecard.version}`,
          })}
        />
      )}
      {pending && !older && (
        <Alert status="info" isPending title={t('entity.notice.pending')} />
      )}
    </>
  );
};
