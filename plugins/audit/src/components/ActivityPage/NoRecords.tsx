import { Button } from '@backstage/ui';
import { EmptyState } from '@daytwo/ui-kit';
import { RiHistoryLine } from '@remixicon/react';
import { conditionsOf } from '../../filter';
import { useAuditTranslation } from '../../translation';
import type { Filter } from './useFilter';

/** Nothing was recorded, or nothing matches. @internal */
export const NoRecords = ({ filter }: { filter: Filter }) => {
  const { t } = useAuditTranslation();
  const { query, range } = filter;
  const isNarrowed = conditionsOf(query).length > 0 || range.from || range.to;
  return isNarrowed ? (
    <EmptyState
      title={t('pages.records.noMatch')}
      icon={<RiHistoryLine />}
      action={
        <Button
          variant="secondary"
          onPress={() => {
            filter.clear();
            filter.set({ when: 'all' });
          }}
        >
          {t('pages.records.showAll')}
        </Button>
      }
    >
      {t('pages.records.noMatchWhy')}
    </EmptyState>
  ) : (
    <EmptyState title={t('pages.records.none')} icon={<RiHistoryLine />}>
      {t('pages.records.noneWhy')}
    </EmptyState>
  );
};
