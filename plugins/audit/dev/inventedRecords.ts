import type {
  AuditActor,
  AuditDraft,
  AuditRecord,
  RecordRow,
} from '@daytwo/backstage-plugin-audit-common';

type Kind = Pick<
  AuditDraft,
  'plugin' | 'event' | 'action' | 'severity' | 'source'
> & {
  summary?: string;
  noise?: boolean;
  change?: AuditDraft['change'];
  meta?: AuditDraft['meta'];
};

const kinds: Kind[] = [
  {
    plugin: 'scaffolder',
    event: 'task',
    action: 'create',
    severity: 'medium',
    source: 'auditor',
    summary: 'Restart a deployment',
    meta: { templateRef: 'template:default/restart', replicas: 3 },
  },
  {
    plugin: 'catalog',
    event: 'entity-mutate',
    action: 'refresh',
    severity: 'medium',
    source: 'auditor',
  },
  {
    plugin: 'catalog',
    event: 'entity-change',
    action: 'update',
    severity: 'low',
    source: 'catalog',
    change: {
      before: {
        spec: { owner: 'payments', lifecycle: 'experimental' },
        tags: ['go'],
      },
      after: {
        spec: { owner: 'platform', lifecycle: 'production', tier: 1 },
        tags: ['go', 'critical'],
      },
    },
  },
  {
    plugin: 'mcp-actions',
    event: 'tool-execution',
    severity: 'medium',
    source: 'auditor',
    summary: 'scorecards:explain',
  },
  {
    plugin: 'auth',
    event: 'sign-in',
    severity: 'low',
    source: 'auth',
  },
  {
    plugin: 'permission',
    event: 'policy-write',
    action: 'update',
    severity: 'critical',
    source: 'auditor',
    summary: 'allow audit.record.export for group:default/platform',
  },
  {
    plugin: 'catalog',
    event: 'location-mutate',
    action: 'create',
    severity: 'high',
    source: 'auditor',
    summary: 'https://git.example.com/payments/catalog-info.yaml',
  },
  {
    plugin: 'catalog',
    event: 'entity-fetch',
    severity: 'low',
    source: 'auditor',
    noise: true,
  },
];

const people = ['dana', 'ada', 'priya'];
const things = [
  'component:default/payments-api',
  'component:default/ledger',
  'template:default/restart',
];

/** Numbers that look random and are the same each time. */
function random(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}

const pick = <T>(from: readonly T[], seed: number): T =>
  from[Math.floor(random(seed) * from.length)];

function actorsOf(kind: Kind, seed: number): AuditActor[] {
  const person = { type: 'user', ref: `user:default/${pick(people, seed)}` };
  const agent =
    kind.plugin === 'mcp-actions'
      ? [{ type: 'agent', ref: 'agent:claude-desktop' }]
      : [];
  const plugin = { type: 'plugin', ref: `plugin:${kind.plugin}` };
  return [person, ...agent, plugin] as AuditActor[];
}

function outcomeOf(seed: number): AuditDraft['outcome'] {
  const dice = random(seed + 0.5);
  if (dice < 0.05) {
    return 'denied';
  }
  if (dice < 0.11) {
    return 'failed';
  }
  return dice < 0.12 ? 'abandoned' : 'succeeded';
}

/** Time of a record: busy by day, quiet by night, the newest now. */
export function timeOf(seq: number, last: number, now: number): string {
  const back = last - seq;
  return new Date(now - back * 41_000 - random(seq) * 40_000).toISOString();
}

/** The record at a place in the log. */
export function inventedRecord(
  seq: number,
  { last, now }: { last: number; now: number },
): AuditRecord {
  const { summary: _, ...kind } = pick(kinds, seq);
  const outcome = outcomeOf(seq);
  const at = timeOf(seq, last, now);
  return {
    v: 1,
    seq,
    at,
    id: `r-${seq}`,
    correlationId: `action-${Math.floor(seq / 3)}`,
    ...kind,
    outcome,
    startedAt: at,
    ...(outcome !== 'abandoned' && {
      durationMs: Math.round(10 ** (1 + random(seq + 7) * 4)),
    }),
    actors: actorsOf(kind, seq),
    request: {
      method: 'POST',
      url: `/api/${kind.plugin}/v2/tasks?dryRun=<b>no</b>`,
      ip: '10.20.30.40',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/147.0',
    },
    entities: kind.plugin === 'auth' ? [] : things.slice(0, 1 + (seq % 3)),
    ...(outcome === 'failed' && {
      error: { name: 'ConflictError', message: 'guard "freeze" is in force' },
    }),
    ...(kind.meta && { redacted: ['/meta/values/token'] }),
    writer: 'backend-1',
  };
}

/** The same as a row of a list. */
export function rowOf(record: AuditRecord, sealedSeq: number): RecordRow {
  const { seq, at, startedAt, durationMs, plugin, event, action } = record;
  const { severity, outcome, source, noise, actors, correlationId } = record;
  const summary = kinds.find(
    kind => kind.plugin === plugin && kind.event === event,
  )?.summary;
  return {
    seq,
    at,
    startedAt,
    plugin,
    event,
    severity,
    outcome,
    source,
    actors,
    correlationId,
    entities: record.entities ?? [],
    sealed: seq <= sealedSeq,
    ...(durationMs !== undefined && { durationMs }),
    ...(action && { action }),
    ...(noise && { noise }),
    ...(summary && { summary }),
  };
}
