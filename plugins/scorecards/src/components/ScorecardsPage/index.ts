export { ScorecardsRouter } from './ScorecardsRouter';
