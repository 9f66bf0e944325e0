import { Button } from '@backstage/ui';
import type {
  RecordDetail,
  RecordProof,
} from '@daytwo/backstage-plugin-audit-common';
import { Disclosure, ErrorState, ShortTime } from '@daytwo/ui-kit';
import {
  RiCheckLine,
  RiCloseLine,
  RiQuestionLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import type { ProofCheck } from '../../proof';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import styles from './Proof.module.css';
import panel from './RecordPanel.module.css';
import { Facts, Section } from './Section';
import { useProof } from './useProof';

const icons = {
  passed: RiCheckLine,
  failed: RiCloseLine,
  unsupported: RiQuestionLine,
} as const;

type Verdict = 'good' | 'goodWithout' | 'bad';

function verdictOf(checks: ProofCheck[]): Verdict {
  if (checks.some(({ result }) => result === 'failed')) {
    return 'bad';
  }
  return checks.every(({ result }) => result === 'passed')
    ? 'good'
    : 'goodWithout';
}

const Checks = ({ checks }: { checks: ProofCheck[] }) => {
  const { t } = useAuditTranslation();
  const verdict = verdictOf(checks);
  return (
    <>
      <p className={styles.verdict} data-verdict={verdict}>
        {t(`record.proof.${verdict}`)}
      </p>
      <ul className={styles.checks}>
        {checks.map(({ name, result }) => {
          const Icon = icons[result];
          return (
            <li key={name} data-result={result}>
              <Icon size={16} aria-hidden />
              <span>
                {t(`record.proof.check.${name}`)}:{' '}
                {t(`record.proof.result.${result}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
};

const Path = ({ proof }: { proof: RecordProof }) => {
  const { t } = useAuditTranslation();
  const { path } = proof;
  return path.length === 0 ? (
    <p className={panel.quiet}>{t('record.proof.pathNone')}</p>
  ) : (
    <Disclosure title={t('record.proof.path', { count: path.length })}>
      <ol className={styles.path}>
        {path.map((hash, index) => (
          <li key={index}>
            <code>{hash}</code>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
};

/** What proves the record, and a button that checks it here. @internal */
export const Proof = ({ detail }: { detail: RecordDetail }) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const { proof, checks, error, busy, verify } = useProof(detail);
  const { block, record } = detail;
  if (!block) {
    return (
      <Section title={t('record.proof.title')}>
        <p className={panel.quiet}>{t('record.proof.waiting')}</p>
      </Section>
    );
  }
  const { header, hash } = block;
  return (
    <Section title={t('record.proof.title')}>
      <p className={styles.place}>
        {t('record.proof.inBlock', {
          block: count(header.block),
          index: count(record.seq - header.firstSeq + 1),
          size: count(header.lastSeq - header.firstSeq + 1),
        })}
        {', '}
        {t('record.proof.sealedAt', {
          time: <ShortTime at={header.sealedAt} />,
        })}
      </p>
      <Facts
        facts={[
          [t('record.proof.hash'), <code key="hash">{hash}</code>],
          [t('record.proof.root'), <code key="root">{header.root}</code>],
          [t('record.proof.key'), <code key="key">{header.key}</code>],
        ]}
      />
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiShieldCheckLine />}
        isPending={busy}
        onPress={verify}
      >
        {t(checks ? 'record.proof.again' : 'record.proof.verify')}
      </Button>
      <div role="status" className={styles.outcome}>
        {checks && <Checks checks={checks} />}
      </div>
      {error && <ErrorState title={t('record.proof.failed')} error={error} />}
      {proof && <Path proof={proof} />}
    </Section>
  );
};
