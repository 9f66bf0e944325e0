import { StatusChip } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import type { FactItem } from './FactCard';

/** Whether a fact may be relied on. @internal */
export const FactStatus = ({ item }: { item: FactItem }) => {
  const { t } = useScorecardsTranslation();
  if (item.error) {
    return <StatusChip status="danger">{t('facts.fact.error')}</StatusChip>;
  }
  if (item.fact === undefined) {
    return <StatusChip status="neutral">{t('facts.fact.never')}</StatusChip>;
  }
  return item.stale ? (
    <StatusChip status="warning">{t('facts.fact.stale')}</StatusChip>
  ) : (
    <StatusChip status="success">{t('facts.fact.fresh')}</StatusChip>
  );
};
