import { Alert, Button } from '@backstage/ui';
import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';
import { messageOf, RelativeTime } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { useScorecardsTranslation } from '../../translation';
import { groupOutcomes } from './groupOutcomes';
import type { Refresh, RefreshState } from './useRefresh';
import styles from './RefreshPanel.module.css';

/** What came of a refresh, source by source; told to screen readers when it changes. @internal */
export const RefreshPanel = ({ refresh }: { refresh: Refresh }) => (
  <div role="status" className={styles.live}>
    {refresh.state.kind !== 'idle' && refresh.state.kind !== 'running' && (
      <Outcome state={refresh.state} onDismiss={refresh.dismiss} />
    )}
  </div>
);

const Outcome = ({
  state,
  onDismiss,
}: {
  state: Exclude<RefreshState, { kind: 'idle' | 'running' }>;
  onDismiss: () => void;
}) => {
  const { t } = useScorecardsTranslation();
  const { status, title, description } = useOutcome(state);
  return (
    <Alert
      status={status}
      icon
      title={title}
      description={description}
      customActions={
        <Button size="small" variant="tertiary" onPress={onDismiss}>
          {t('entity.refresh.dismiss')}
        </Button>
      }
    />
  );
};

function useOutcome(
  state: Exclude<RefreshState, { kind: 'idle' | 'running' }>,
): {
  status: 'success' | 'info' | 'warning' | 'danger';
  title: string;
  description: ReactNode;
} {
  const { t } = useScorecardsTranslation();
  switch (state.kind) {
    case 'done':
      return {
        status: state.result.sources.some(s => s.outcome === 'failed')
          ? 'warning'
          : 'success',
        title: t('entity.refresh.done'),
        description: <Sources result={state.result} />,
      };
    case 'tooOften':
      return {
        status: 'info',
        title: t('entity.refresh.tooOften'),
        description: state.retryAt
          ? t('entity.refresh.tooOftenText', {
              time: <RelativeTime at={state.retryAt} />,
            })
          : t('entity.refresh.tooOftenLater'),
      };
    default:
      return {
        status: 'danger',
        title: t('entity.refresh.failed'),
        description: messageOf(state.error),
      };
  }
}

const Sources = ({ result }: { result: RefreshResult }) => {
  const { t } = useScorecardsTranslation();
  if (result.sources.length === 0) {
    return <>{t('entity.refresh.nothing')}</>;
  }
  return (
    <ul className={styles.sources}>
      {groupOutcomes(result).map(({ sources, outcome, message }) => (
        <li key={sources[0]}>
          <strong>{sources.join(', ')}</strong>:{' '}
          {t(`entity.refresh.outcome.${outcome}`)}
          {message && ` (${message})`}
        </li>
      ))}
    </ul>
  );
};
