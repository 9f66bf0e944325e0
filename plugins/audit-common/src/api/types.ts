import type { z } from 'zod';
import type * as s from './schemas';

/** See {@link recordRowSchema}. @public */
export type RecordRow = z.output<typeof s.recordRowSchema>;
/** See {@link recordListSchema}. @public */
export type RecordList = z.output<typeof s.recordListSchema>;
/** See {@link recordDetailSchema}. @public */
export type RecordDetail = z.output<typeof s.recordDetailSchema>;
/** See {@link relatedSchema}. @public */
export type RelatedRecords = z.output<typeof s.relatedSchema>;
/** See {@link sealedBlockSchema}. @public */
export type SealedBlock = z.output<typeof s.sealedBlockSchema>;
/** See {@link proofSchema}. @public */
export type RecordProof = z.output<typeof s.proofSchema>;
/** See {@link histogramSchema}. @public */
export type RecordHistogram = z.output<typeof s.histogramSchema>;
/** See {@link verificationSchema}. @public */
export type Verification = z.output<typeof s.verificationSchema>;
/** See {@link sealKeySchema}. @public */
export type SealKeyInfo = z.output<typeof s.sealKeySchema>;
/** See {@link auditStatusSchema}. @public */
export type AuditStatus = z.output<typeof s.auditStatusSchema>;
/** See {@link holdSchema}. @public */
export type LegalHold = z.output<typeof s.holdSchema>;
/** See {@link usageRowSchema}. @public */
export type UsageRow = z.output<typeof s.usageRowSchema>;
/** See {@link usageSchema}. @public */
export type Usage = z.output<typeof s.usageSchema>;
