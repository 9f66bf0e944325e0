export * from './client';
export * from './routes';
export * from './schemas';
export * from './types';
