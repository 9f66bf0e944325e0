import { useLocale } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import type { CheckEntry, EntityScorecard } from './checkGroups';
import styles from './CheckRemarks.module.css';

/** Small words beside a check: it blocks a level, it does not count, it is new. @internal */
export const CheckRemarks = ({
  entry,
  item,
}: {
  entry: CheckEntry;
  item: EntityScorecard;
}) => {
  const { t } = useScorecardsTranslation();
  const remark = useRemark(entry);
  const { next, scorecard } = item;
  const blocks = next?.blockers.includes(entry.check.id);
  return (
    <>
      {remark && <span className={styles.remark}>{remark}</span>}
      {blocks && next && (
        <span className={styles.remark}>
          {t('entity.check.blocks', {
            level: scorecard.levels[next.level]?.title ?? '',
          })}
        </span>
      )}
    </>
  );
};

function useRemark({ check, verdict }: CheckEntry): string | undefined {
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  if (check.draft) {
    return t('entity.check.draft');
  }
  if (verdict && !verdict.counts && check.enforcedFrom) {
    const date = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeZone: 'UTC',
    }).format(Date.parse(check.enforcedFrom));
    return t('entity.check.upcoming', { date });
  }
  return verdict ? undefined : t('entity.check.notYet');
}
