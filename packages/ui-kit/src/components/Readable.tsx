import type { PropsWithChildren } from 'react';
import styles from './Readable.module.css';

/**
 * Around each panel that stands in a page of somebody else: makes the quiet
 * words in it readable on a card, in light and dark.
 *
 * @public
 */
export const Readable = ({
  children,
  className = '',
}: PropsWithChildren<{ className?: string }>) => (
  <div className={`${styles.readable} ${className}`}>{children}</div>
);
