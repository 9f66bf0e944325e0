import { Alert } from '@backstage/ui';
import { ReasonText } from '@daytwo/ui-kit';
import { holdQuery, type RecordQuery } from '../../filter';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { FilterChips, useCountFormat } from '../shared';
import styles from './HoldDialog.module.css';

/** Where no beginning is said: before there was any log. */
const BEGINNING = '1970-01-01T00:00:00.000Z';

/** How many records there are, look-ups included; undefined while nobody knows. */
function useCount(query: RecordQuery) {
  const { data, error } = useAudit(
    'getHistogram',
    { query: { from: BEGINNING, ...query, noise: 'true', buckets: 2 } },
    { keepPrevious: true },
  );
  const count = data?.buckets.reduce(
    (sum, { succeeded, failed, denied, abandoned }) =>
      sum + succeeded + failed + denied + abandoned,
    0,
  );
  return { count, error };
}

/** What a hold with this filter keeps, in words and in numbers. @internal */
export const WhatIsKept = ({ query: given }: { query: RecordQuery }) => {
  const { t } = useAuditTranslation();
  const format = useCountFormat();
  const query = holdQuery({ ...given });
  const { count, error } = useCount(query);
  const number = count === undefined ? '' : format(count);
  return (
    <div className={styles.kept}>
      <div className={styles.heading}>{t('hold.keeps')}</div>
      <FilterChips query={query} label={t('hold.keeps')} />
      {!error && (
        <ReasonText>
          <span role="status">
            {count === undefined
              ? t('hold.create.counting')
              : t('hold.create.count', { count, number })}
          </span>{' '}
          {query.to === undefined && t('hold.create.toCome')}
        </ReasonText>
      )}
      {Object.keys(query).length === 0 && (
        <Alert
          role="note"
          icon
          status="warning"
          title={t('hold.create.everything')}
        />
      )}
      <ReasonText>{t('hold.create.recorded')}</ReasonText>
    </div>
  );
};
