import type { RecordHistogram } from '@daytwo/backstage-plugin-audit-common';
import { VisuallyHidden } from '@backstage/ui';
import { useElementWidth, useLocale } from '@daytwo/ui-kit';
import { useId, useRef } from 'react';
import { useAuditTranslation } from '../../../translation';
import { useCountFormat } from '../../shared';
import { partsOf, totalOf } from './bars';
import styles from './Histogram.module.css';
import { fillOf, Patterns } from './Patterns';
import { axisFormat } from './times';
import { useBrush, type Selection } from './useBrush';
import { useBucketWords } from './useBucketWords';

const HEIGHT = 64;
const FALLBACK_WIDTH = 800;
const GAP = 1;

/** Bars over time; a run of them can be chosen by pointer and by keyboard. @internal */
export const Chart = ({
  histogram,
  onTake,
}: {
  histogram: RecordHistogram;
  onTake: (selection: Selection) => void;
}) => {
  const { t } = useAuditTranslation();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame) || FALLBACK_WIDTH;
  const words = useBucketWords(histogram);
  const { buckets } = histogram;
  const { selection, handlers } = useBrush(buckets.length, onTake);
  const step = width / Math.max(buckets.length, 1);
  const most = Math.max(...buckets.map(totalOf), 0);
  return (
    <div className={styles.chart}>
      <div
        ref={frame}
        // Keys and dragging choose a run of bars; no role of ARIA says that better.
        role="application"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={words.chart}
        aria-describedby={`${id}-keys`}
        className={styles.plot}
        {...handlers}
      >
        <svg width={width} height={HEIGHT} aria-hidden>
          <Patterns id={id} />
          {buckets.map((bucket, index) => (
            <g key={bucket.at} transform={`translate(${index * step} 0)`}>
              <title>{words.bucket(index)}</title>
              <rect width={step} height={HEIGHT} className={styles.ground} />
              {partsOf(bucket, { most, height: HEIGHT }).map(part => (
                <rect
                  key={part.outcome}
                  y={part.y}
                  width={Math.max(step - GAP, 1)}
                  height={part.height}
                  className={styles.bar}
                  data-outcome={part.outcome}
                  fill={fillOf(id, part.outcome)}
                />
              ))}
            </g>
          ))}
          {selection && <Chosen selection={selection} step={step} />}
        </svg>
      </div>
      <Axis histogram={histogram} />
      <VisuallyHidden id={`${id}-keys`}>
        {t('filter.histogram.keys')}
      </VisuallyHidden>
      <VisuallyHidden role="status">
        {selection && words.selection(selection)}
      </VisuallyHidden>
      {selection && (
        <span className={styles.reading} aria-hidden>
          {words.selection(selection)}
        </span>
      )}
    </div>
  );
};

const Chosen = ({
  selection,
  step,
}: {
  selection: Selection;
  step: number;
}) => {
  const first = Math.min(...selection);
  const count = Math.abs(selection[1] - selection[0]) + 1;
  return (
    <rect
      x={first * step}
      width={count * step}
      height={HEIGHT}
      className={styles.chosen}
    />
  );
};

const TICKS = 5;

const Axis = ({ histogram }: { histogram: RecordHistogram }) => {
  const locale = useLocale();
  const count = useCountFormat();
  const from = Date.parse(histogram.from);
  const span = Date.parse(histogram.to) - from;
  const format = axisFormat(span, locale);
  const most = Math.max(...histogram.buckets.map(totalOf), 0);
  return (
    <div className={styles.axis} aria-hidden>
      {Array.from({ length: TICKS }, (_, index) => (
        <span key={index}>
          {format.format(from + (span * index) / (TICKS - 1))}
        </span>
      ))}
      <span className={styles.most}>{count(most)}</span>
    </div>
  );
};
