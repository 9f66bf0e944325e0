export { AuditRouter } from './AuditRouter';
