export * from './client';
export * from './clientEvents';
export * from './routes';
export * from './schemas';
export * from './types';
