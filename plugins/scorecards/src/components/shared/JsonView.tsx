import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useNotice } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import styles from './JsonView.module.css';

/** A JSON document as it is, to read and to copy. @internal */
export const JsonView = ({ json, label }: { json: unknown; label: string }) => {
  const text = JSON.stringify(json, undefined, 2);
  return (
    <div className={styles.root}>
      <CopyButton text={text} />
      {/* What scrolls must be reachable by keyboard. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
      <pre
        className={styles.text}
        role="region"
        aria-label={label}
        tabIndex={0}
      >
        {text}
      </pre>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
    </div>
  );
};

const CopyButton = ({ text }: { text: string }) => {
  const { t } = useScorecardsTranslation();
  const notify = useNotice();
  // Browsers give no clipboard to pages without TLS.
  const { clipboard } = window.navigator;
  return clipboard ? (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiFileCopyLine />}
      onPress={async () => {
        await clipboard.writeText(text);
        notify(t('facts.copy.done'));
      }}
    >
      {t('facts.copy.action')}
    </Button>
  ) : null;
};
