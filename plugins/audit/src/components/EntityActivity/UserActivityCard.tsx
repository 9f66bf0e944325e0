import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  LoadingSkeleton,
  Readable,
  ReasonText,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { RecordLines } from '../RecordList';
import { useAuditHref } from '../shared';

const SHOWN = 6;

/** What the person of the page did last. @internal */
export const UserActivityCard = () => {
  const { t } = useAuditTranslation();
  const { entity } = useEntity();
  const actor = stringifyEntityRef(entity);
  const href = useAuditHref();
  const state = useAudit(
    'listRecords',
    { query: { actor, limit: SHOWN } },
    { live: true },
  );
  return (
    <Readable>
      <EntityInfoCard
        title={t('pages.card.title')}
        footerActions={
          <Link href={href({ actor, when: 'all' })}>{t('pages.card.all')}</Link>
        }
      >
        <WhenLoaded
          state={state}
          skeleton={<LoadingSkeleton rows={[36, 36, 36]} />}
          failed={t('pages.entity.failed')}
          permission={t('pages.permission.read')}
        >
          {({ items }) =>
            items.length > 0 ? (
              <RecordLines rows={items} />
            ) : (
              <ReasonText>{t('pages.card.none')}</ReasonText>
            )
          }
        </WhenLoaded>
      </EntityInfoCard>
    </Readable>
  );
};
