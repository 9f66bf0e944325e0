import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useElementWidth } from '../hooks';
import styles from './PlainTable.module.css';

/** What scrolls must be reachable by keyboard; what does not need be no stop on the way. */
function useScrolls(content: unknown) {
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  const width = useElementWidth(frame);
  useLayoutEffect(() => {
    const { scrollWidth = 0, clientWidth = 0 } = frame.current ?? {};
    setScrolls(scrollWidth > clientWidth);
  }, [width, content]);
  return { frame, scrolls };
}

/**
 * A small table of words; the first cell of a row is its heading. Where it is
 * too narrow the table scrolls: words stay whole, but for the last column.
 *
 * @public
 */
export const PlainTable = ({
  label,
  head,
  rows,
}: {
  label: string;
  head: string[];
  rows: Array<{ key: string; cells: ReactNode[] }>;
}) => {
  const { frame, scrolls } = useScrolls(rows);
  return (
    <div
      ref={frame}
      className={styles.scroll}
      {...(scrolls && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {head.map(title => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {others.map((cell, index) => (
                <td key={head[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
