export {
  auditApiRef,
  type AuditAnswer,
  type AuditApi,
  type AuditInput,
  type AuditOperation,
} from './AuditApi';
