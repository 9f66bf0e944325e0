export { AuditReaders, type AuditReader } from './AuditReaders';
export { registerPermissions } from './registerPermissions';
export * from './resource';
export * from './rules';
