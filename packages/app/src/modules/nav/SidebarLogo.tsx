import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './SidebarLogo.module.css';

const Mark = () => (
  <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
    <path
      d="M7 11a9 9 0 0 1 18 0c0 8-17 8-18 16h18"
      fill="none"
      stroke="#7ee2c0"
      strokeWidth="4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export const SidebarLogo = () => {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.link}
      aria-label="Daytwo, home"
    >
      <Mark />
      {isOpen && <span className={styles.name}>Daytwo</span>}
    </Link>
  );
};
