import type { z } from 'zod';
import type * as s from './schemas';

/** @public */
export type RollupDimension = z.output<typeof s.rollupDimensionSchema>;
/** @public */
export type ScorecardSummary = z.output<typeof s.summarySchema>;
/** @public */
export type ScorecardResponse = z.output<typeof s.scorecardSchema>;
/** @public */
export type ScorecardCheck = z.output<typeof s.checkSchema>;
/** @public */
export type ScorecardLevel = z.output<typeof s.levelSchema>;
/** @public */
export type ScorecardListResponse = z.output<typeof s.scorecardListSchema>;
/** @public */
export type VersionListResponse = z.output<typeof s.versionListSchema>;
/** @public */
export type CheckCountsResponse = z.output<typeof s.checkCountsSchema>;
/** @public */
export type RollupResponse = z.output<typeof s.rollupSchema>;
/** @public */
export type EntityRowsResponse = z.output<typeof s.entityRowsSchema>;
/** @public */
export type TrendResponse = z.output<typeof s.trendSchema>;
/** @public */
export type TransitionListResponse = z.output<typeof s.transitionListSchema>;
/** @public */
export type MovementResponse = z.output<typeof s.movementSchema>;
/** @public */
export type CheckVerdict = z.output<typeof s.checkVerdictSchema>;
/** @public */
export type VerdictEvidence = z.output<typeof s.evidenceSchema>;
/** @public */
export type EntityScorecardsResponse = z.output<
  typeof s.entityScorecardsSchema
>;
/** @public */
export type EntityFactsResponse = z.output<typeof s.entityFactsSchema>;
/** @public */
export type SourceResponse = z.output<typeof s.sourceSchema>;
/** @public */
export type SourceListResponse = z.output<typeof s.sourceListSchema>;
/** @public */
export type HomeResponse = z.output<typeof s.homeSchema>;
/** @public */
export type RefreshResult = z.output<typeof s.refreshResultSchema>;
/** @public */
export type FactPushResult = z.output<typeof s.factPushResultSchema>;
/** @public */
export type BulkPushRequest = z.output<typeof s.bulkPushSchema>;
/** @public */
export type BulkPushResult = z.output<typeof s.bulkPushResultSchema>;
