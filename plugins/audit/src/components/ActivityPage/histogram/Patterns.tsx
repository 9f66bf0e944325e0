import styles from './Histogram.module.css';

/** Fills that differ without colour: stripes, a grid, and an outline. @internal */
export const Patterns = ({ id }: { id: string }) => (
  <defs>
    <pattern
      id={`${id}-failed`}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="6" height="6" className={styles.failedGround} />
      <rect width="3" height="6" className={styles.failedInk} />
    </pattern>
    <pattern
      id={`${id}-denied`}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
    >
      <rect width="5" height="5" className={styles.deniedGround} />
      <path d="M0 0H5M0 0V5" className={styles.deniedInk} />
    </pattern>
    <pattern
      id={`${id}-abandoned`}
      width="4"
      height="4"
      patternUnits="userSpaceOnUse"
    >
      <rect width="4" height="4" className={styles.abandonedGround} />
      <circle cx="2" cy="2" r="1" className={styles.abandonedInk} />
    </pattern>
  </defs>
);

/** The `fill` of an outcome. @internal */
export function fillOf(id: string, outcome: string): string | undefined {
  return outcome === 'succeeded' ? undefined : `url(#${id}-${outcome})`;
}
