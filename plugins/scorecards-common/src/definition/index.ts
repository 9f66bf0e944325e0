export * from './definition';
export * from './parse';
export {
  durationToMs,
  scorecardSpecSchema,
  type CheckSpec,
  type DurationSpec,
  type LevelColor,
  type NotificationsSpec,
  type RemediationSpec,
  type ScorecardSpec,
} from './schema';
