export { RecordFeed, type LoadRecords, type Records } from './RecordFeed';
