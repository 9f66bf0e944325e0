import { Button, VisuallyHidden } from '@backstage/ui';
import { RiArrowUpLine } from '@remixicon/react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type RefObject } from 'react';
import { useElementWidth } from '@daytwo/ui-kit';
import type { RecordFeedState } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { ROW_HEIGHT, WIDE_FROM } from './layout';
import styles from './RecordList.module.css';
import { RecordRow } from './RecordRow';
import { useFreshRows } from './useFreshRows';
import { useRowKeys } from './useRowKeys';
import { useSteadyRow } from './useSteadyRow';

const columns = ['time', 'who', 'what', 'on', 'outcome', 'seal'] as const;
const ASK_BEFORE_END = 40;

/** @internal */
export interface RecordListProps {
  feed: RecordFeedState;
  /** Records up to here are in a block, even where the row does not say so yet. */
  sealedSeq?: number;
  selected?: number;
  onOpen: (seq: number) => void;
}

const Head = () => {
  const { t } = useAuditTranslation();
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      {columns.map(id => (
        <div role="columnheader" key={id} className={styles[id]}>
          {t(`record.column.${id}`)}
        </div>
      ))}
    </div>
  );
};

function useRows(
  frame: RefObject<HTMLElement>,
  options: { count: number; height: number; kept: number },
) {
  const { count, height, kept } = options;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 8,
    // The row with the focus stays, else the focus would be lost.
    rangeExtractor: range =>
      kept < 0 || kept >= count
        ? defaultRangeExtractor(range)
        : [...new Set([...defaultRangeExtractor(range), kept])].sort(
            (a, b) => a - b,
          ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, height]);
  return virtualizer;
}

/**
 * Records as an endless grid, drawn as far as they are seen. Arrow keys move,
 * Enter opens. New rows come in above without moving what is read.
 *
 * @internal
 */
export const RecordList = (props: RecordListProps) => {
  const { feed, sealedSeq = 0, selected, onOpen } = props;
  const { t } = useAuditTranslation();
  const { rows, hasMore, busy, loadMore } = feed;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame);
  const isWide = width >= WIDE_FROM;
  const height = isWide ? ROW_HEIGHT.wide : ROW_HEIGHT.narrow;
  const keys = useRowKeys(frame, { rows, selected, onOpen });
  const virtualizer = useRows(frame, {
    count: rows.length,
    height,
    kept: keys.activeIndex,
  });
  useSteadyRow(frame, {
    index: keys.activeIndex,
    height,
    top: virtualizer.scrollOffset ?? 0,
    isMeasured: width > 0,
    isSelected: rows[keys.activeIndex]?.seq === selected,
  });
  const fresh = useFreshRows(frame, {
    rows,
    question: feed.key,
    height,
    isReading: selected !== undefined,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const wantsMore = hasMore && !busy && !feed.error;
  useEffect(() => {
    if (wantsMore && last >= rows.length - ASK_BEFORE_END) {
      loadMore();
    }
  }, [wantsMore, last, rows.length, loadMore]);
  return (
    <div className={styles.root} data-stale={feed.isPrevious}>
      <FreshRows {...fresh} />
      <VisuallyHidden id={`${id}-keys`}>{t('record.list.keys')}</VisuallyHidden>
      <div
        ref={frame}
        role="grid"
        tabIndex={-1}
        aria-label={t('record.list.label')}
        aria-describedby={`${id}-keys`}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-busy={busy}
        className={styles.frame}
        data-wide={isWide}
        onKeyDown={keys.onKeyDown}
      >
        <Head />
        <div
          role="rowgroup"
          className={styles.rows}
          style={{ height: rows.length * height }}
        >
          {items.map(({ index }) => (
            <RecordRow
              key={rows[index].seq}
              row={rows[index]}
              index={index}
              sealed={rows[index].sealed || rows[index].seq <= sealedSeq}
              selected={rows[index].seq === selected}
              active={index === keys.activeIndex}
              top={index * height}
              height={height}
              onOpen={onOpen}
              onFocus={keys.setActive}
            />
          ))}
        </div>
        <ListEnd feed={feed} />
      </div>
    </div>
  );
};

const FreshRows = (props: {
  count: number;
  announced: number;
  show: () => void;
}) => {
  const { count, announced, show } = props;
  const { t } = useAuditTranslation();
  return (
    <>
      <VisuallyHidden role="status">
        {announced > 0 && t('record.list.fresh', { count: announced })}
      </VisuallyHidden>
      <div className={styles.fresh}>
        {count > 0 && (
          <Button size="small" iconStart={<RiArrowUpLine />} onPress={show}>
            {t('record.list.fresh', { count })}
          </Button>
        )}
      </div>
    </>
  );
};

const ListEnd = ({ feed }: { feed: RecordFeedState }) => {
  const { t } = useAuditTranslation();
  if (feed.error) {
    return (
      <p className={styles.end}>
        {t('record.list.moreFailed')}{' '}
        <Button size="small" variant="secondary" onPress={feed.loadMore}>
          {t('pages.records.refresh')}
        </Button>
      </p>
    );
  }
  return (
    <p className={styles.end}>
      {t(feed.hasMore ? 'record.list.loadingMore' : 'record.list.end')}
    </p>
  );
};
