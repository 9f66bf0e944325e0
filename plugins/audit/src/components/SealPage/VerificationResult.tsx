import { Alert, Link } from '@backstage/ui';
import type { Verification } from '@daytwo/backstage-plugin-audit-common';
import { PlainTable, ReasonText } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import { Duration, useAuditHref, useCountFormat } from '../shared';
import type { VerificationState } from './useVerification';

const MOST = 200;

/** What verifying found, in words; problems one by one. @internal */
export const VerificationResult = ({
  result,
  done,
  total,
  stopped,
}: VerificationState & { result: Verification }) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const { problems, unsealed, pruned } = result;
  if (problems.length > 0) {
    return (
      <>
        <Alert
          icon
          status="danger"
          title={t('seal.verify.bad', { count: problems.length })}
          description={t('seal.verify.badText')}
        />
        <Problems problems={problems} />
      </>
    );
  }
  if (stopped) {
    return (
      <ReasonText>
        {t('seal.verify.stopped', { done: count(done), total: count(total) })}
      </ReasonText>
    );
  }
  return (
    <>
      <Alert
        icon
        status="success"
        title={t('seal.verify.good')}
        description={t('seal.verify.goodText', {
          records: count(result.records),
          blocks: count(result.blocks),
          time: <Duration ms={result.tookMs} />,
        })}
      />
      {unsealed > 0 && (
        <ReasonText>
          {t('seal.verify.unsealed', { count: unsealed })}
        </ReasonText>
      )}
      {pruned > 0 && (
        <ReasonText>{t('seal.verify.pruned', { count: pruned })}</ReasonText>
      )}
    </>
  );
};

const Problems = ({ problems }: Pick<Verification, 'problems'>) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const href = useAuditHref();
  return (
    <PlainTable
      label={t('seal.verify.problems')}
      head={[
        t('seal.verify.block'),
        t('seal.verify.record'),
        t('seal.verify.message'),
      ]}
      rows={problems.slice(0, MOST).map(({ block, seq, message }, index) => ({
        key: `${index}`,
        cells: [
          block === undefined ? '–' : count(block),
          seq === undefined ? (
            '–'
          ) : (
            <Link key="seq" href={href({ when: 'all', record: `${seq}` })}>
              {count(seq)}
            </Link>
          ),
          message,
        ],
      }))}
    />
  );
};
