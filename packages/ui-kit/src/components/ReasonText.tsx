import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './ReasonText.module.css';

/** The small words beside a state: why, since when, from where. @public */
export const ReasonText = ({ children }: { children: ReactNode }) => (
  <Text
    as="div"
    variant="body-small"
    color="secondary"
    className={styles.reason}
  >
    {children}
  </Text>
);
