export { useAudit } from './useAudit';
export { useEvery } from './useEvery';
export { useFocusAfter } from './useFocusAfter';
export { useRecordFeed, type RecordFeedState } from './useRecordFeed';
export { useSavedViews, type SavedViews } from './useSavedViews';
