export { CoverageValue } from './CoverageValue';
export { Disclosure } from './Disclosure';
export { EntityLink } from './EntityLink';
export { isForbidden, messageOf, statusOf } from './errors';
export { EvidenceLine } from './EvidenceLine';
export { formatValue } from './evidence';
export { FixAction } from './FixAction';
export { FixRow } from './FixRow';
export { JsonView } from './JsonView';
export { LevelBar } from './LevelBar';
export { LevelChip } from './LevelChip';
export { colorOf } from './levels';
export { coverageOf, formatPercent } from './numbers';
export { PlainTable } from './PlainTable';
export { Readable } from './Readable';
export { ReasonText } from './ReasonText';
export { toEntityRef } from './refs';
export { RelativeTime, ShortTime, Since } from './RelativeTime';
export { ScoreChange, ScoreValue } from './ScoreValue';
export { Sparkline } from './Sparkline';
export {
  EmptyState,
  ErrorState,
  ForbiddenState,
  LoadingSkeleton,
  PartialNotice,
  StaleNotice,
} from './StateViews';
export {
  formatDuration,
  formatExact,
  formatRelative,
  formatShort,
} from './time';
export { StatusChip } from './StatusChip';
export { VerdictChip, VerdictIcon } from './VerdictChip';
export { WhenLoaded } from './WhenLoaded';
