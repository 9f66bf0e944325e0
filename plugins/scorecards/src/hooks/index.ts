export { useLocale } from './useLocale';
export { useEntityTabHref, type TabFocus } from './useEntityTab';
export { useNotice } from './useNotice';
export { useNow } from './useNow';
export {
  useScorecards,
  type ScorecardsState,
  type UseScorecardsOptions,
} from './useScorecards';
export { useScorecardHref } from './useScorecardHref';
export { useScorecardsSignal } from './useScorecardsSignal';
export {
  useUrlList,
  useUrlParams,
  useUrlState,
  type UrlChanges,
  type UrlParams,
} from './useUrlState';
