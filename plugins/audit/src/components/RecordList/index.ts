export { RecordLines } from './RecordLines';
export { RecordsWhenLoaded } from './RecordsWhenLoaded';
