import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { Link, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyState, Readable, useUrlState } from '@daytwo/ui-kit';
import { RiHistoryLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useRecordFeed } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { RecordsWhenLoaded } from '../RecordList';
import { useAuditHref } from '../shared';
import styles from './EntityActivity.module.css';

const actingKinds = ['user', 'group'] as const;
type ActingKind = (typeof actingKinds)[number];

/** People and groups also do things; for others there is nothing to choose. */
function actingKind(entity: Entity): ActingKind | undefined {
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return actingKinds.find(known => known === kind);
}

/** Narrowed to what an entity did, or to what happened to it. */
function queryOf(
  entityRef: string,
  kind: ActingKind | undefined,
  view: 'did' | 'happened',
): Record<string, string[]> {
  if (kind === undefined || view === 'happened') {
    return { entity: [entityRef] };
  }
  return kind === 'user' ? { actor: [entityRef] } : { group: [entityRef] };
}

/** What happened to the entity of the page, and by whom. @internal */
export const EntityActivityContent = () => {
  const { t } = useAuditTranslation();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const kind = actingKind(entity);
  const [view, setView] = useUrlState<'did' | 'happened'>('view', 'did');
  const href = useAuditHref();
  const query = useMemo(
    () => queryOf(entityRef, kind, view),
    [entityRef, kind, view],
  );
  const feed = useRecordFeed(query, { live: true });
  return (
    <Readable className={styles.root}>
      <div className={styles.bar}>
        {kind && (
          <ToggleButtonGroup
            selectionMode="single"
            disallowEmptySelection
            aria-label={t('pages.entity.title')}
            selectedKeys={[view]}
            onSelectionChange={keys =>
              setView(keys.has('happened') ? 'happened' : 'did')
            }
          >
            <ToggleButton id="did">{t('pages.entity.did')}</ToggleButton>
            <ToggleButton id="happened">
              {t('pages.entity.happened')}
            </ToggleButton>
          </ToggleButtonGroup>
        )}
        <Link href={href({ ...query, when: 'all' })} standalone>
          {t('pages.entity.all')}
        </Link>
      </div>
      <RecordsWhenLoaded
        feed={feed}
        failed={t('pages.entity.failed')}
        empty={
          <EmptyState title={t('pages.entity.none')} icon={<RiHistoryLine />}>
            {t('pages.entity.noneWhy')}
          </EmptyState>
        }
      />
    </Readable>
  );
};
