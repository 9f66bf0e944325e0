import { useRouteRef } from '@backstage/core-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import { sealRouteRef } from '../../routes';
import { useAuditTranslation, type Translate } from '../../translation';
import { useCountFormat } from '../shared';

function captureWords(
  { capture }: AuditStatus,
  { t, format }: { t: Translate; format: (count: number) => string },
) {
  const { state, message = '', spooled, waiting } = capture;
  switch (state) {
    case 'bypassed':
      return {
        title: t('pages.status.bypassed'),
        description: t('pages.status.bypassedWhy', { message }),
      };
    case 'spooling':
      return {
        title: t('pages.status.spooling'),
        description: t('pages.status.spoolingWhy', {
          count: spooled,
          number: format(spooled),
          message,
        }),
      };
    case 'blocked':
      return {
        title: t('pages.status.blocked'),
        description: t('pages.status.blockedWhy', {
          count: waiting,
          number: format(waiting),
          message,
        }),
      };
    default:
      return undefined;
  }
}

/** What is wrong with the log, above everything that it says. @internal */
export const StatusBanner = ({
  status,
  isSealPage = false,
}: {
  status: AuditStatus;
  isSealPage?: boolean;
}) => {
  const { t } = useAuditTranslation();
  const sealHref = useRouteRef(sealRouteRef);
  const capture = captureWords(status, { t, format: useCountFormat() });
  const { problem } = status.seal;
  return (
    <>
      {capture && (
        <Alert
          role="alert"
          icon
          status={status.capture.state === 'spooling' ? 'warning' : 'danger'}
          {...capture}
        />
      )}
      {problem && (
        <Alert
          role="alert"
          icon
          status="danger"
          title={t('pages.status.seal')}
          description={problem}
          customActions={
            !isSealPage && (
              <ButtonLink href={sealHref()} size="small" variant="secondary">
                {t('pages.status.sealAction')}
              </ButtonLink>
            )
          }
        />
      )}
    </>
  );
};

/** The reader sees a part of the log only. @internal */
export const RestrictedNotice = () => {
  const { t } = useAuditTranslation();
  return (
    <Alert
      role="note"
      icon
      status="info"
      title={t('pages.records.restricted')}
      description={t('pages.records.restrictedWhy')}
    />
  );
};
