import { TextField } from '@backstage/ui';
import {
  ActionDialog,
  useNotice,
  type ActionDialogProps,
} from '@daytwo/ui-kit';
import { useState } from 'react';
import { LONGEST_NAME, MOST_VIEWS } from '../../../filter';
import type { SavedViews } from '../../../hooks';
import { useAuditTranslation } from '../../../translation';

/** Gives what the page shows a name. @internal */
export const SaveView = ({
  saved,
  query,
  ...opening
}: {
  saved: SavedViews;
  query: string;
} & Pick<ActionDialogProps, 'isOpen' | 'onOpenChange' | 'returnTo'>) => {
  const { t } = useAuditTranslation();
  const notify = useNotice();
  const [text, setText] = useState('');
  const name = text.trim();
  const replaces = saved.views.some(view => view.name === name);
  const isFull = !replaces && saved.views.length >= MOST_VIEWS;
  const save = async () => {
    await saved.save({ name, query });
    notify(t('view.create.done', { name }));
    setText('');
  };
  return (
    <ActionDialog
      {...opening}
      title={t('view.create.heading')}
      action={t('view.create.action')}
      failed={t('view.create.failed')}
      isDisabled={name === '' || isFull}
      onAction={save}
    >
      <TextField
        label={t('view.create.name')}
        description={t('view.create.what')}
        isRequired
        // It is the one thing that the dialog asks for.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        maxLength={LONGEST_NAME}
        value={text}
        onChange={setText}
      />
      <div role="status">
        {replaces && t('view.create.replaces', { name })}
        {isFull && t('view.create.full', { number: String(MOST_VIEWS) })}
      </div>
    </ActionDialog>
  );
};
