export { LegacyScorecardsPage } from './LegacyScorecardsPage';
