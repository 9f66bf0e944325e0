import type { SourceResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { formatDuration, RelativeTime, useLocale } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { useScorecardsTranslation } from '../../translation';
import styles from './SourceNumbers.module.css';

/** How facts come, how many there are, how old, and how many requests are left. @internal */
export const SourceNumbers = ({ source }: { source: SourceResponse }) => {
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  const count = (n: number) => new Intl.NumberFormat(locale).format(n);
  const { mode, schedule, freshness, lag, entities, stale, failing } = source;
  return (
    <dl className={styles.numbers}>
      <Item name={t('facts.sources.modeLabel')}>
        {t(`facts.sources.mode.${mode}`)}
      </Item>
      {schedule && <Item name={t('facts.sources.schedule')}>{schedule}</Item>}
      {freshness !== undefined && (
        <Item name={t('facts.sources.freshness')}>
          {formatDuration(freshness, locale)}
        </Item>
      )}
      <Item name={t('facts.sources.entities')}>{count(entities)}</Item>
      <Item name={t('facts.sources.stale')} alarming={stale > 0}>
        {count(stale)}
      </Item>
      <Item name={t('facts.sources.failing')} alarming={failing > 0}>
        {count(failing)}
      </Item>
      {lag !== undefined && (
        <Item name={t('facts.sources.lag')}>{formatDuration(lag, locale)}</Item>
      )}
      <Budget budget={source.budget} count={count} />
    </dl>
  );
};

const Budget = ({
  budget,
  count,
}: {
  budget: SourceResponse['budget'];
  count: (n: number) => string;
}) => {
  const { t } = useScorecardsTranslation();
  if (!budget) {
    return null;
  }
  const { limit, remaining, resetsAt } = budget;
  return (
    <Item name={t('facts.sources.budget')} alarming={remaining < limit / 10}>
      <meter
        className={styles.meter}
        min={0}
        max={limit}
        low={limit / 10}
        value={remaining}
        aria-label={t('facts.sources.budget')}
      />{' '}
      {t('facts.sources.budgetValue', {
        remaining: count(remaining),
        limit: count(limit),
      })}
      {resetsAt && ', '}
      {resetsAt &&
        t('facts.sources.budgetResets', {
          time: <RelativeTime at={resetsAt} />,
        })}
    </Item>
  );
};

const Item = (props: {
  name: string;
  alarming?: boolean;
  children: ReactNode;
}) => {
  const { name, alarming = false, children } = props;
  return (
    <div className={styles.item}>
      <dt>{name}</dt>
      <dd data-alarming={alarming}>{children}</dd>
    </div>
  );
};
