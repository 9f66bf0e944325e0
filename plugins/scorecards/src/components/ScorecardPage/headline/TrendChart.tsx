import type { TrendResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { formatPercent, useElementWidth, useLocale } from '@daytwo/ui-kit';
import { useRef } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useScorecardsTranslation } from '../../../translation';
import { coverageOf } from '../../shared';
import styles from './Headline.module.css';

const HEIGHT = 128;
const axis = { fill: 'var(--bui-fg-secondary)', fontSize: 11 };
const colors = {
  score: 'var(--bui-accent-bg)',
  coverage: 'var(--bui-fg-secondary)',
};

/**
 * Score and coverage by day. In its own chunk, as the chart library is big.
 *
 * @internal
 */
export const TrendChart = ({ items }: { items: TrendResponse['items'] }) => {
  const { t } = useScorecardsTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame);
  const days = new Intl.DateTimeFormat(useLocale(), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const data = items.map(({ day, summary }) => ({
    day: days.format(Date.parse(day)),
    score: summary.score,
    coverage: coverageOf(summary),
  }));
  const line = { dot: false, isAnimationActive: false, strokeWidth: 2 };
  return (
    <div ref={frame} className={styles.chart}>
      <LineChart
        width={Math.max(width, 160)}
        height={HEIGHT}
        data={data}
        title={t('pages.headline.chart')}
        margin={{ top: 8, right: 8, bottom: 0, left: -12 }}
      >
        <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
        <XAxis
          dataKey="day"
          tick={axis}
          tickLine={false}
          minTickGap={48}
          stroke="var(--bui-border-2)"
        />
        <YAxis
          domain={[0, 100]}
          ticks={[0, 50, 100]}
          tick={axis}
          tickLine={false}
          axisLine={false}
          width={44}
        />
        <Tooltip
          formatter={value => formatPercent(Number(value))}
          isAnimationActive={false}
          contentStyle={{
            background: 'var(--bui-bg-neutral-1)',
            border: '1px solid var(--bui-border-2)',
            borderRadius: 6,
            fontSize: 12,
          }}
          itemStyle={{ color: 'var(--bui-fg-primary)', padding: 0 }}
        />
        <Line
          {...line}
          dataKey="coverage"
          name={t('pages.headline.coverage')}
          stroke={colors.coverage}
          strokeDasharray="4 3"
        />
        <Line
          {...line}
          dataKey="score"
          name={t('pages.headline.score')}
          stroke={colors.score}
        />
      </LineChart>
      <ul className={styles.legend} aria-hidden>
        <li data-line="score">{t('pages.headline.score')}</li>
        <li data-line="coverage">{t('pages.headline.coverage')}</li>
      </ul>
    </div>
  );
};
