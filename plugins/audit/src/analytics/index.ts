export * from './AuditAnalytics';
export { auditAnalyticsApiFactory } from './auditAnalyticsApiFactory';
