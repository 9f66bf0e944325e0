import {
  createTranslationRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { filterMessages } from './filter';
import { holdMessages } from './holds';
import { pagesMessages } from './pages';
import { phraseMessages } from './phrases';
import { recordMessages } from './record';
import { sealMessages } from './seal';
import { usageMessages } from './usage';
import { viewMessages } from './views';

/**
 * Every text of the plugin. Other languages come as a translation resource.
 *
 * @public
 */
export const auditTranslationRef = createTranslationRef({
  id: 'plugin.audit',
  messages: {
    filter: filterMessages,
    hold: holdMessages,
    pages: pagesMessages,
    phrase: phraseMessages,
    record: recordMessages,
    seal: sealMessages,
    usage: usageMessages,
    view: viewMessages,
  },
});

/** Gives `t`. Suspends while a language loads. @internal */
export const useAuditTranslation = () => useTranslationRef(auditTranslationRef);

/** The type of `t`, for helpers that are no components. @internal */
export type Translate = ReturnType<typeof useAuditTranslation>['t'];
