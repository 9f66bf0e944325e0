export { RecordPanel } from './RecordPanel';
