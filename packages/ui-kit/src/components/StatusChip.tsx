import {
  RiCheckLine,
  RiCloseLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiMoonClearLine,
  type RemixiconComponentType,
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
  icon: Icon = icons[status],
  quiet = false,
  title,
  children,
}: {
  status: keyof typeof icons;
  /** Another sign than that of the status. */
  icon?: RemixiconComponentType;
  /** Without colour or frame: where most are so, and all is well. */
  quiet?: boolean;
  /** What it means, on hover. */
  title?: string;
  children: ReactNode;
}) => {
  return (
    <span
      className={styles.chip}
      data-status={status}
      data-quiet={quiet}
      title={title}
    >
      <Icon size={14} aria-hidden />
      {children}
    </span>
  );
};
