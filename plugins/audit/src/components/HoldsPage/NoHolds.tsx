import { EmptyState } from '@daytwo/ui-kit';
import { RiArchiveLine } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import { NewHold } from './NewHold';

/** What a hold would be, and how to set the first one. @internal */
export const NoHolds = ({ onDone }: { onDone: () => void }) => {
  const { t } = useAuditTranslation();
  return (
    <EmptyState
      title={t('hold.none')}
      icon={<RiArchiveLine />}
      action={<NewHold variant="secondary" onDone={onDone} />}
    >
      {t('hold.noneWhy')}
    </EmptyState>
  );
};
