export { useAudit } from './useAudit';
export { useAuditSignal } from './useAuditSignal';
export { useEvery } from './useEvery';
export { useRecordFeed, type RecordFeedState } from './useRecordFeed';
