export { ConditionResolver } from './ConditionResolver';
export {
  createReading,
  type Reading,
  type ReadingOptions,
} from './createReading';
export { HistogramReader } from './histogram/HistogramReader';
export { RecordFinder, type FoundRecord } from './RecordFinder';
export { RecordReader, type RecordPage } from './RecordReader';
export { summaryOf } from './summary';
export { SuggestionReader } from './suggestions/SuggestionReader';
