export * from './fixes';
export * from './score';
