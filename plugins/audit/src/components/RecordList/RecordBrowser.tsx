import { lazy, Suspense, type ReactElement } from 'react';
import type { RecordFeedState } from '../../hooks';
import { useRecordFocus } from '../shared';
import styles from './RecordBrowser.module.css';
import { RecordList } from './RecordList';

const RecordPanel = lazy(() =>
  import('../RecordPanel').then(m => ({ default: m.RecordPanel })),
);

/** A list of records, and the one that is open beside it. @internal */
export const RecordBrowser = ({
  feed,
  sealedSeq,
  empty,
}: {
  feed: RecordFeedState;
  sealedSeq?: number;
  /** What to show in the place of a list without rows. */
  empty: ReactElement;
}) => {
  const [seq, open] = useRecordFocus();
  const index = feed.rows.findIndex(row => row.seq === seq);
  const neighbour = (step: number) =>
    index < 0 ? undefined : feed.rows[index + step]?.seq;
  return (
    <div className={styles.split}>
      {feed.rows.length > 0 ? (
        <RecordList
          feed={feed}
          sealedSeq={sealedSeq}
          selected={seq}
          onOpen={open}
        />
      ) : (
        <div className={styles.empty}>{empty}</div>
      )}
      {seq !== undefined && (
        <Suspense fallback={null}>
          <RecordPanel
            seq={seq}
            newer={neighbour(-1)}
            older={neighbour(1)}
            onOpen={open}
          />
        </Suspense>
      )}
    </div>
  );
};
