import { BgProvider, Button, Text } from '@backstage/ui';
import { ErrorState, ReasonText } from '@daytwo/ui-kit';
import { RiShieldCheckLine } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import styles from './SealPage.module.css';
import { useVerification, type VerificationState } from './useVerification';
import { VerificationResult } from './VerificationResult';

/** Checks the whole log, and says what came of it. @internal */
export const VerifyPanel = ({ lastBlock }: { lastBlock: number }) => {
  const { t } = useAuditTranslation();
  const verification = useVerification(lastBlock);
  const { busy, result, error, start, stop } = verification;
  return (
    <BgProvider bg="neutral-1">
      <section className={styles.panel}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('seal.verify.title')}
        </Text>
        <ReasonText>
          {t('seal.verify.what')} {t('seal.verify.offline')}
        </ReasonText>
        {lastBlock === 0 ? (
          <ReasonText>{t('seal.verify.nothing')}</ReasonText>
        ) : (
          <div className={styles.actions}>
            <Button
              variant={result ? 'secondary' : 'primary'}
              iconStart={<RiShieldCheckLine />}
              isDisabled={busy}
              onPress={start}
            >
              {t(result ? 'seal.verify.again' : 'seal.verify.action')}
            </Button>
            {busy && (
              <>
                <Progress {...verification} />
                <Button variant="secondary" onPress={stop}>
                  {t('seal.verify.cancel')}
                </Button>
              </>
            )}
          </div>
        )}
        <div role="status" className={styles.result}>
          {result && <VerificationResult {...verification} result={result} />}
        </div>
        {error && (
          <ErrorState
            title={t('seal.verify.failed')}
            error={error}
            onRetry={start}
          />
        )}
      </section>
    </BgProvider>
  );
};

const Progress = ({ done, total }: VerificationState) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  return (
    <span className={styles.progress}>
      <progress
        value={done}
        max={total}
        aria-label={t('seal.verify.progress')}
      />
      {t('seal.verify.running', { done: count(done), total: count(total) })}
    </span>
  );
};
