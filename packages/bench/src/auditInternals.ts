/*
 * What is measured of the audit log, as in `internals.ts`. Apart from it, so that
 * a backend with the one plugin does not load the other.
 */
/* eslint-disable @backstage/no-relative-monorepo-imports */
export { createDefaultLog } from '../../../plugins/audit-backend/src/auditor/defaultLog';
export {
  chunkMask,
  CHUNK_SIZE,
  tagBits,
  tagKey,
} from '../../../plugins/audit-backend/src/log/chunks';
export {
  AuditLog,
  readBodies,
  RecordTexts,
  type TextRow,
} from '../../../plugins/audit-backend/src/log';
export {
  prepareRecord,
  type PreparedRecord,
} from '../../../plugins/audit-backend/src/log/prepareRecord';
export {
  recordHead,
  recordText,
  textDigest,
} from '../../../plugins/audit-backend/src/log/recordText';
export { StoredFacet } from '../../../plugins/audit-backend/src/log/StoredFacet';
export { eventName } from '../../../plugins/audit-backend/src/log/facets';
export { insertSqlite } from '../../../plugins/audit-backend/src/log/storeSqlite';
export { Names } from '../../../plugins/audit-backend/src/log/Names';
export {
  ensureMonth,
  monthOf,
} from '../../../plugins/audit-backend/src/log/partitions';
export { noiseTag, tagOf } from '../../../plugins/audit-backend/src/log/tags';
export { KeyStore } from '../../../plugins/audit-backend/src/seal/keys/KeyStore';
export {
  EXPORT_SIGNATURE_CONTEXT,
  SealKey,
} from '../../../plugins/audit-backend/src/seal/keys/SealKey';
export { Sealer } from '../../../plugins/audit-backend/src/seal/Sealer';
export { defaultSealSettings } from '../../../plugins/audit-backend/src/seal/SealSettings';
