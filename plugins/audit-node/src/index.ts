/**
 * Lets plugins record in the Daytwo audit log what the auditor of Backstage does
 * not see.
 *
 * @packageDocumentation
 */
export * from './AuditRecorderService';
export * from './auditRecorderServiceRef';
