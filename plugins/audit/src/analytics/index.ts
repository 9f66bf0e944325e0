export * from './AuditAnalytics';
export { auditAnalyticsApiFactory } from './auditAnalyticsApiFactory';
export type { AuditAnalyticsEvent } from './toClientEvent';
