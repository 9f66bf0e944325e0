export * from './client';
export { createOpenApiDocument } from './openapi';
export * from './routes';
export * from './types';
