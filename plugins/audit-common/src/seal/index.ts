export * from './block';
