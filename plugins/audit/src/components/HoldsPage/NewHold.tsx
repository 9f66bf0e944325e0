import { Button } from '@backstage/ui';
import { useLocalParams } from '@daytwo/ui-kit';
import { RiAddLine } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import { FilterBar } from '../ActivityPage/filters';
import { useFilterOf } from '../ActivityPage/useFilter';
import { HoldDialog } from '../HoldDialog';

/** A hold from nothing, with a filter of its own. @internal */
export const NewHold = ({
  variant,
  onDone,
}: {
  variant: 'primary' | 'secondary';
  onDone: () => void;
}) => {
  const { t } = useAuditTranslation();
  const params = useLocalParams();
  const filter = useFilterOf(params, 'all');
  return (
    <HoldDialog
      query={{ ...filter.query, ...filter.range }}
      onDone={() => {
        filter.clear();
        onDone();
      }}
      trigger={
        <Button variant={variant} iconStart={<RiAddLine />}>
          {t('hold.create.new')}
        </Button>
      }
      controls={<FilterBar filter={filter} hasNoise={false} />}
    />
  );
};
