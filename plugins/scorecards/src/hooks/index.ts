export { useLocale } from './useLocale';
export { useNotice } from './useNotice';
export { useNow } from './useNow';
export {
  useScorecards,
  type ScorecardsState,
  type UseScorecardsOptions,
} from './useScorecards';
export { useScorecardsSignal } from './useScorecardsSignal';
export {
  useUrlList,
  useUrlParams,
  useUrlState,
  type UrlChanges,
  type UrlParams,
} from './useUrlState';
