export { LegacyAuditPage } from './LegacyAuditPage';
