export { readStarterConfig } from './config';
export { StarterScorecardsProvider } from './StarterScorecardsProvider';
