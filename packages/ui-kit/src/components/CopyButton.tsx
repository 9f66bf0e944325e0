import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useNotice } from '../hooks';
import { useDaytwoTranslation } from '../translation';

/** Copies a text, and says so. Nothing where the browser cannot. @public */
export const CopyButton = ({
  text,
  label,
}: {
  text: string;
  /** What it says; "Copy" by default. */
  label?: string;
}) => {
  const { t } = useDaytwoTranslation();
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
        notify(t('copy.done'));
      }}
    >
      {label ?? t('copy.action')}
    </Button>
  ) : null;
};
