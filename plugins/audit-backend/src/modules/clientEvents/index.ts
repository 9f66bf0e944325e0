export * from './ClientEventRecorder';
export * from './settings';
