export { useEntityTabHref, type TabFocus } from './useEntityTab';
export { useScorecards, type UseScorecardsOptions } from './useScorecards';
export { useScorecardHref } from './useScorecardHref';
export { useScorecardsSignal } from './useScorecardsSignal';
