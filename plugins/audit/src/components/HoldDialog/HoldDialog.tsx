import { useApi } from '@backstage/core-plugin-api';
import { TextField } from '@backstage/ui';
import { ActionDialog, useNotice } from '@daytwo/ui-kit';
import { useState, type ReactElement, type ReactNode } from 'react';
import { auditApiRef } from '../../api';
import { holdFilterOf, type RecordQuery } from '../../filter';
import { useAuditTranslation } from '../../translation';
import { WhatIsKept } from './WhatIsKept';

const LONGEST = 200;

/** Puts on hold what a filter finds: says what that is, and asks for a title. @internal */
export const HoldDialog = (props: {
  /** The button that opens it. */
  trigger: ReactElement;
  query: RecordQuery;
  onDone?: () => void;
  /** What the filter is made with, where it is not that of the page. */
  controls?: ReactNode;
}) => {
  const { trigger, query, onDone, controls } = props;
  const { t } = useAuditTranslation();
  const api = useApi(auditApiRef);
  const notify = useNotice();
  const [text, setText] = useState('');
  const title = text.trim();
  const create = async () => {
    const filter = holdFilterOf(query);
    await api.call('createHold', { body: { title, filter } });
    notify(t('hold.create.done', { title }));
    setText('');
    onDone?.();
  };
  return (
    <ActionDialog
      trigger={trigger}
      title={t('hold.create.heading')}
      action={t('hold.create.action')}
      failed={t('hold.create.failed')}
      isDisabled={title === ''}
      onAction={create}
      width={controls ? 640 : 520}
      controls={controls}
    >
      <WhatIsKept query={query} />
      <TextField
        label={t('hold.create.title')}
        description={t('hold.create.titleWhy')}
        isRequired
        // It is the one thing that the dialog asks for.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={controls === undefined}
        maxLength={LONGEST}
        value={text}
        onChange={setText}
      />
    </ActionDialog>
  );
};
