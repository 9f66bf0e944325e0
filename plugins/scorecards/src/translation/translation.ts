import {
  createTranslationRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { commonMessages } from './common';
import { entityMessages } from './entity';
import { factsMessages } from './facts';
import { homeMessages } from './home';
import { pagesMessages } from './pages';

/**
 * Every text of the plugin. Other languages come as a translation resource.
 *
 * @public
 */
export const scorecardsTranslationRef = createTranslationRef({
  id: 'plugin.scorecards',
  messages: {
    common: commonMessages,
    entity: entityMessages,
    facts: factsMessages,
    home: homeMessages,
    pages: pagesMessages,
  },
});

/** Gives `t`. Suspends while a language loads. @internal */
export const useScorecardsTranslation = () =>
  useTranslationRef(scorecardsTranslationRef);

/** The type of `t`, for helpers that are no components. @internal */
export type Translate = ReturnType<typeof useScorecardsTranslation>['t'];
