import { VisuallyHidden } from '@backstage/ui';
import { RiLinksLine, RiTimeLine } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import styles from './SealMark.module.css';

/** Whether a record is in a block already. @internal */
export const SealMark = ({ sealed }: { sealed: boolean }) => {
  const { t } = useAuditTranslation();
  const Icon = sealed ? RiLinksLine : RiTimeLine;
  const words = t(sealed ? 'record.sealed' : 'record.unsealed');
  return (
    <span className={styles.mark} title={words}>
      <Icon size={16} aria-hidden />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
};
