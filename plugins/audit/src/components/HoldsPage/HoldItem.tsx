import { ButtonLink, Text } from '@backstage/ui';
import type { LegalHold } from '@daytwo/backstage-plugin-audit-common';
import { ReasonText, ShortTime } from '@daytwo/ui-kit';
import { holdQuery } from '../../filter';
import { useAuditTranslation } from '../../translation';
import { FilterChips, RefLink, useAuditHref } from '../shared';
import styles from './HoldsPage.module.css';
import { ReleaseHold } from './ReleaseHold';

/** Where its records are listed: look-ups are among them. */
function useRecordsHref({ filter }: LegalHold): string {
  const href = useAuditHref();
  const query = holdQuery(filter);
  const hasTime = query.from !== undefined || query.to !== undefined;
  return href({
    ...query,
    noise: 'true',
    ...(!hasTime && { when: 'all' }),
  });
}

const Story = ({ hold }: { hold: LegalHold }) => {
  const { t } = useAuditTranslation();
  const { createdAt, createdBy, releasedAt, releasedBy } = hold;
  return (
    <ReasonText>
      {releasedAt && (
        <>
          {t('hold.until', {
            time: <ShortTime at={releasedAt} />,
            who: <RefLink entityRef={releasedBy ?? ''} />,
          })}
          {' · '}
        </>
      )}
      {t('hold.since', {
        time: <ShortTime at={createdAt} />,
        who: <RefLink entityRef={createdBy} />,
      })}
    </ReasonText>
  );
};

/** One hold: what it is for, what it keeps, who wanted it. @internal */
export const HoldItem = ({
  hold,
  onChange,
}: {
  hold: LegalHold;
  onChange: () => void;
}) => {
  const { t } = useAuditTranslation();
  const { title, filter, releasedAt } = hold;
  return (
    <li className={styles.item} data-released={releasedAt !== undefined}>
      <div className={styles.text}>
        <Text as="h4" variant="body-large" weight="bold">
          {title}
        </Text>
        <FilterChips
          query={holdQuery(filter)}
          label={t(releasedAt ? 'hold.kept' : 'hold.keeps')}
        />
        <Story hold={hold} />
      </div>
      <div className={styles.actions}>
        <ButtonLink
          href={useRecordsHref(hold)}
          size="small"
          variant="tertiary"
          aria-label={t('hold.recordsOf', { title })}
        >
          {t('hold.records')}
        </ButtonLink>
        {releasedAt === undefined && (
          <ReleaseHold hold={hold} onDone={onChange} />
        )}
      </div>
    </li>
  );
};
