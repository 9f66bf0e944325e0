export * from './cli/run';
