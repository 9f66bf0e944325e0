export * from './errors';
export * from './numbers';
export * from './refs';
export * from './time';
