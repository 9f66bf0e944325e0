export { EvidenceList } from './EvidenceList';
export { VerdictPanel } from './VerdictPanel';
