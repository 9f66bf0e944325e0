export { scorecardsApiRef, type ScorecardsApi } from './ScorecardsApi';
