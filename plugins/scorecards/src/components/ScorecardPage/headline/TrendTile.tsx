import type { TrendResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Text } from '@backstage/ui';
import {
  type AnswerState,
  formatPercent,
  LoadingSkeleton,
  Num,
  useLocale,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { lazy, Suspense } from 'react';
import { useScorecardsTranslation } from '../../../translation';
import { coverageOf } from '../../shared';
import styles from './Headline.module.css';

const TrendChart = lazy(() =>
  import('./TrendChart').then(m => ({ default: m.TrendChart })),
);

const skeleton = <LoadingSkeleton rows={[120]} />;

const TrendTable = ({ items }: { items: TrendResponse['items'] }) => {
  const { t } = useScorecardsTranslation();
  const days = new Intl.DateTimeFormat(useLocale(), {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  const percent = (value: number | undefined) =>
    value === undefined ? '–' : formatPercent(value);
  return (
    <details className={styles.numbers}>
      <summary>{t('pages.headline.table')}</summary>
      <div className={styles.tableFrame}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('pages.headline.day')}</th>
              <th scope="col">{t('pages.headline.entities')}</th>
              <th scope="col">{t('pages.headline.score')}</th>
              <th scope="col">{t('pages.headline.coverage')}</th>
            </tr>
          </thead>
          <tbody>
            {[...items].reverse().map(({ day, summary }) => (
              <tr key={day}>
                <th scope="row">{days.format(Date.parse(day))}</th>
                <td>
                  <Num value={summary.entities} />
                </td>
                <td>{percent(summary.score)}</td>
                <td>{percent(coverageOf(summary))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

/** Score and coverage by day, as a chart with its table behind it. @internal */
export const TrendTile = ({ trend }: { trend: AnswerState<TrendResponse> }) => {
  const { t } = useScorecardsTranslation();
  return (
    <WhenLoaded
      state={trend}
      skeleton={skeleton}
      failed={t('pages.headline.trendFailed')}
      permission={t('pages.permission.verdicts')}
    >
      {({ items }) =>
        items.length > 1 ? (
          <>
            <Suspense fallback={skeleton}>
              <TrendChart items={items} />
            </Suspense>
            <TrendTable items={items} />
          </>
        ) : (
          <Text color="secondary">{t('pages.headline.trendShort')}</Text>
        )
      }
    </WhenLoaded>
  );
};
