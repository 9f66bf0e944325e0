import { Button } from '@backstage/ui';
import { EmptyState, useNotice } from '@daytwo/ui-kit';
import { RiCheckDoubleLine, RiFileCopyLine } from '@remixicon/react';
import { useScorecardsTranslation } from '../../translation';
import { exampleScorecard } from './exampleScorecard';
import styles from './ScorecardList.module.css';

/** What a scorecard is, and how to get the first one. @internal */
export const NoScorecards = () => {
  const { t } = useScorecardsTranslation();
  const notify = useNotice();
  const copy = async () => {
    await window.navigator.clipboard.writeText(exampleScorecard);
    notify(t('pages.list.copied'));
  };
  return (
    <EmptyState
      icon={<RiCheckDoubleLine size={32} />}
      title={t('pages.list.empty')}
      action={
        <Button iconStart={<RiFileCopyLine />} onPress={copy}>
          {t('pages.list.copy')}
        </Button>
      }
    >
      <p>{t('pages.list.emptyWhy')}</p>
      <pre className={styles.example}>{exampleScorecard}</pre>
    </EmptyState>
  );
};
