import { Link } from '@backstage/ui';
import type { RecordRow } from '@daytwo/backstage-plugin-audit-common';
import {
  EmptyState,
  LoadingSkeleton,
  Readable,
  ReasonText,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { RecordLines } from '../RecordList';
import { useAuditHref } from '../shared';
import styles from './MyActivity.module.css';
import {
  MOST_ENTITIES,
  useOwnedEntities,
  type OwnedEntities,
} from './useOwnedEntities';

const SHOWN = 8;
/** So many are asked for, as some tell nothing of the entities. */
const ASKED = 40;

/** That somebody looked at what is written about them did not happen to them. */
const isReading = ({ plugin, event }: RecordRow) =>
  plugin === 'audit' && event === 'record-read';
const skeleton = <LoadingSkeleton rows={[36, 36, 36, 36]} />;

const Activity = ({ owned: { refs, hasMore } }: { owned: OwnedEntities }) => {
  const { t } = useAuditTranslation();
  const href = useAuditHref();
  const state = useAudit(
    'listRecords',
    { query: { entity: refs, limit: ASKED } },
    { live: true },
  );
  return (
    <WhenLoaded
      state={state}
      skeleton={skeleton}
      failed={t('pages.home.failed')}
      permission={t('pages.permission.read')}
    >
      {({ items }) => {
        const rows = items.filter(row => !isReading(row)).slice(0, SHOWN);
        return rows.length === 0 ? (
          <EmptyState title={t('pages.home.none')}>
            {t('pages.home.noneWhy')}
          </EmptyState>
        ) : (
          <>
            <RecordLines rows={rows} withActor />
            <div className={styles.foot}>
              <ReasonText>
                {hasMore
                  ? t('pages.home.firstOf', { number: `${MOST_ENTITIES}` })
                  : t('pages.home.part', { count: refs.length })}
              </ReasonText>
              <Link href={href({ entity: refs })} standalone>
                {t('pages.home.all')}
              </Link>
            </div>
          </>
        );
      }}
    </WhenLoaded>
  );
};

/**
 * What happened to the reader's own entities, and by whom. Without a title, as
 * the home page frames it in one.
 *
 * @internal
 */
export const MyActivity = () => {
  const { t } = useAuditTranslation();
  const owned = useOwnedEntities();
  return (
    <Readable>
      <WhenLoaded
        state={owned}
        skeleton={skeleton}
        failed={t('pages.home.failed')}
        permission={t('pages.permission.catalog')}
      >
        {data =>
          data.refs.length > 0 ? (
            <Activity owned={data} />
          ) : (
            <EmptyState title={t('pages.home.nothingOwned')}>
              {t('pages.home.nothingOwnedWhy')}
            </EmptyState>
          )
        }
      </WhenLoaded>
    </Readable>
  );
};
