import {
  RiCheckLine,
  RiCloseLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiMoonClearLine,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './StatusChip.module.css';

const icons = {
  success: RiCheckLine,
  warning: RiErrorWarningLine,
  danger: RiCloseLine,
  info: RiLoader4Line,
  neutral: RiMoonClearLine,
};

/** A state as sign, word and colour. @public */
export const StatusChip = ({
  status,
  children,
}: {
  status: keyof typeof icons;
  children: ReactNode;
}) => {
  const Icon = icons[status];
  return (
    <span className={styles.chip} data-status={status}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  );
};
