export {
  createReading,
  type Reading,
  type ReadingOptions,
} from './createReading';
export type * from './ports';
