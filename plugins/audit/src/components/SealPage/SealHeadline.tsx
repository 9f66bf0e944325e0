import { Text } from '@backstage/ui';
import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import { RiErrorWarningLine, RiLinksLine, RiTimeLine } from '@remixicon/react';
import { useAuditTranslation, type Translate } from '../../translation';
import { useCountFormat } from '../shared';
import styles from './SealPage.module.css';

function headline(
  { seal, log }: AuditStatus,
  { t, count }: { t: Translate; count: (n: number) => string },
) {
  if (seal.problem) {
    return { Icon: RiErrorWarningLine, text: t('seal.headline.problem') };
  }
  if (seal.lastBlock === 0) {
    return { Icon: RiTimeLine, text: t('seal.headline.none') };
  }
  const seq = count(seal.lastSealedSeq);
  return {
    Icon: seal.lastSealedSeq < log.lastSeq ? RiTimeLine : RiLinksLine,
    text: t('seal.headline.good', { seq }),
  };
}

/** The answer of the page in one line. @internal */
export const SealHeadline = ({ status }: { status: AuditStatus }) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const { Icon, text } = headline(status, { t, count });
  return (
    <div className={styles.headline}>
      <Icon size={28} aria-hidden />
      <div>
        <Text as="h2" variant="title-small" weight="bold">
          {text}
        </Text>
        <Text as="p" color="secondary" className={styles.what}>
          {t('seal.what')}
        </Text>
      </div>
    </div>
  );
};
