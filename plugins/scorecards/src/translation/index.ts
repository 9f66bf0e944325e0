export {
  scorecardsTranslationRef,
  useScorecardsTranslation,
  type Translate,
} from './translation';
