export * from './bulk';
export * from './migrate';
export * from './retry';
