export { Anchoring } from './anchors/Anchoring';
export { readAnchors } from './anchors/readAnchors';
export { blockOf, toSealedBlock } from './chain/blocks';
export { ProofExport, type Bodies } from './export/ProofExport';
export { SealedExport, type ChainExport } from './export/SealedExport';
export { HoldMatcher, type MembersOf } from './holds/HoldMatcher';
export { HoldStore, type Hold } from './holds/HoldStore';
export { KeyStore, type RecordSystem } from './keys/KeyStore';
export { EVIDENCE_SIGNATURE_CONTEXT, SealKey } from './keys/SealKey';
export { readSealConfig, type SealConfig } from './readSealConfig';
export { areExpired } from './retention/expiredBlocks';
export { Retention } from './retention/Retention';
export {
  describePolicy,
  readRetentionPolicy,
  type RetentionPolicy,
} from './retention/RetentionPolicy';
export { Sealer, type SealerOptions } from './Sealer';
export { sealStatus } from './sealStatus';
export { ProofReader } from './verify/ProofReader';
export { Verifier } from './verify/Verifier';
