import {
  createTranslationRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';

/**
 * Every text that the pages of Daytwo share. Other languages come as a
 * translation resource.
 *
 * @public
 */
export const daytwoTranslationRef = createTranslationRef({
  id: 'daytwo',
  messages: {
    dialog: { cancel: 'Cancel' },
    copy: { action: 'Copy', done: 'Copied' },
    time: { since: 'since {{date}}' },
    trend: {
      label: '{{name}}: from {{first}} to {{last}} in {{days}} days',
      tooShort: '{{name}}: not enough history yet',
    },
    state: {
      loading: 'Loading',
      retry: 'Try again',
      errorSafe: 'Nothing was lost. {{message}}',
      absentTitle: 'Not installed in the backend',
      absent:
        'The backend of this portal does not have the plugin that answers here. Whoever looks after the portal can add it.',
      forbiddenTitle: 'You may not see this',
      forbidden:
        'It needs the permission "{{permission}}". Whoever looks after permissions in this portal can grant it.',
      staleTitle: 'As of {{time}}',
      stale: 'A newer answer could not be fetched: {{message}}',
      partial: 'The numbers count only what you may see.',
      partialTitle: 'Some of it is hidden from you',
    },
  },
});

/** Gives `t`. Suspends while a language loads. @internal */
export const useDaytwoTranslation = () =>
  useTranslationRef(daytwoTranslationRef);
