/*
 * Rows as the tables hold them. PostgreSQL gives bigint columns as strings and
 * jsonb as values, SQLite gives numbers and text: `Instant` and `Json` columns
 * go through `toNumber` and `toJson`.
 */
type Instant = number | string;

/** A JSON column, read. */
export function toJson<T>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}

/** A bigint column, read. */
export function toNumber(value: Instant): number {
  return Number(value);
}

/** A nullable bigint column, read. */
export function toOptionalNumber(
  value: Instant | null | undefined,
): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

export interface EntityRow {
  id: number;
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  owner_ref: string | null;
  system_ref: string | null;
  etag: string | null;
  entity: unknown;
  missing_since: Instant | null;
}

export interface FactRow {
  entity_id: number;
  source: string;
  data: string | null;
  hash: string | null;
  version: number;
  observed_at: Instant | null;
  changed_at: Instant | null;
  error: string | null;
  error_at: Instant | null;
}

export interface ScorecardRow {
  id: number;
  ref: string;
  title: string;
  description: string | null;
  tags: string;
  owner_ref: string;
  version: number;
  problems: string;
  read_hash: string | null;
  read_at: Instant;
  removed_at: Instant | null;
  rollup_due: Instant | null;
}

export interface VersionRow {
  scorecard_id: number;
  version: number;
  hash: string;
  spec: string;
  created_at: Instant;
}

export interface ResultRow {
  scorecard_id: number;
  entity_id: number;
  version: number;
  states: string;
  since: string;
  reasons: string | null;
  fact_versions: string;
  level: number;
  score: number | null;
  passed: number;
  known: number;
  counted: number;
  evaluated_at: Instant;
  next_due: Instant | null;
  revision: number;
}

export interface TransitionRow {
  id: Instant;
  at: Instant;
  scorecard_id: number;
  entity_id: number;
  check_id: string | null;
  from_state: string | null;
  to_state: string | null;
  cause: string;
  version: number;
  evidence: string | null;
}

export interface RollupRow {
  scorecard_id: number;
  dim: string;
  value: string;
  entities: number;
  score: number | null;
  passed: number;
  known: number;
  counted: number;
  levels: string;
  worst_check: string | null;
  worst_failing: number | null;
  as_of: Instant;
}

export interface RollupDayRow
  extends Omit<RollupRow, 'worst_check' | 'worst_failing' | 'as_of'> {
  day: string;
}

export interface DirtyRow {
  entity_id: number;
  priority: number;
  cause: string;
  generation: number;
  marked_at: Instant;
  claimed_by: string | null;
  claimed_until: Instant | null;
}

export interface SweepChunkRow {
  id: number;
  scorecard_id: number;
  version: number;
  cause: string;
  checks: string | null;
  from_id: number;
  to_id: number;
  entities: number;
  claimed_by: string | null;
  claimed_until: Instant | null;
}
