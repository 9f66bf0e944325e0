export * from './audited';
export * from './createApiRouter';
export * from './operations';
export * from './TooManyRequestsError';
