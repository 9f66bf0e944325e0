export { throttle, type Throttled } from './throttle';
export { useAction, type ActionState } from './useAction';
export { useAnswer, type AnswerState, type Question } from './useAnswer';
export { useElementWidth } from './useElementWidth';
export { useLocale } from './useLocale';
export { useNotice } from './useNotice';
export { useNow } from './useNow';
export { useSignals, type UseSignalsOptions } from './useSignals';
export { useLocalParams } from './useLocalParams';
export {
  useUrlList,
  useUrlParams,
  useUrlState,
  type UrlChanges,
  type UrlParams,
  type UrlUpdateOptions,
} from './useUrlState';
