export { AuditLog } from './AuditLog';
export type { Head } from './head';
export type { AbandonedIntents } from './intents';
export * from './LogEntry';
export { readBodies } from './readBodies';
export {
  RecordTexts,
  textColumns,
  type RecordBody,
  type TextRow,
} from './RecordTexts';
