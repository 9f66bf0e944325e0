export { AuditLog } from './AuditLog';
export type { Head } from './head';
export type { AbandonedIntents } from './intents';
export * from './LogEntry';
export { readBodies, type RecordBody } from './readBodies';
