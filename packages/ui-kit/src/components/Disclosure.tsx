import { RiArrowDownSLine } from '@remixicon/react';
import { useId, useState, type ReactNode } from 'react';
import styles from './Disclosure.module.css';

/** Something that most people need not see; it is drawn once it is opened. @public */
export const Disclosure = ({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) => {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={styles.root}>
      <button
        type="button"
        className={styles.trigger}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <RiArrowDownSLine size={16} className={styles.arrow} aria-hidden />
        {title}
      </button>
      {open && <div id={id}>{children}</div>}
    </div>
  );
};
