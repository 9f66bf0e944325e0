export * from './AuditRecord';
export * from './schema';
