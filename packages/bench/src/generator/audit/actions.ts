import type {
  AuditOutcome,
  AuditSeverity,
  AuditSource,
} from '@daytwo/backstage-plugin-audit-common';

/** A kind of action, and how often it happens. */
export interface ActionKind {
  plugin: string;
  event: string;
  action?: string;
  severity: AuditSeverity;
  source: AuditSource;
  weight: number;
  /** A plugin looks something up on the way, for a person. */
  noise?: true;
  /** Share of the time after which it is not done any more. */
  until?: number;
}

function kind(
  weight: number,
  name: string,
  severity: AuditSeverity,
  more: Partial<ActionKind> = {},
): ActionKind {
  const [plugin, event, action] = name.split('.');
  const source = 'auditor';
  return { plugin, event, action, severity, source, weight, ...more };
}

/** What happens in a portal: much that is small, and little that matters. */
export const actionKinds: readonly ActionKind[] = [
  kind(30, 'catalog.entity-fetch.by-query', 'low', { noise: true }),
  kind(14, 'catalog.entity-fetch.by-name', 'low'),
  kind(8, 'catalog.entity-facets', 'low'),
  kind(3, 'catalog.entity-mutate.refresh', 'medium'),
  kind(0.5, 'catalog.entity-mutate.delete', 'high'),
  kind(1, 'catalog.location-mutate.create', 'medium'),
  kind(8, 'scaffolder.task.read', 'low'),
  kind(4, 'scaffolder.task.create', 'medium', { source: 'scaffolder' }),
  kind(0.3, 'scaffolder.task.cancel', 'medium', { source: 'scaffolder' }),
  kind(6, 'auth.sign-in.github', 'medium', { source: 'auth' }),
  kind(1, 'permission.decision.refused', 'medium', { source: 'permission' }),
  kind(0.02, 'permission.policy.change', 'critical'),
  kind(7, 'scorecards.verdict-read.entity', 'low'),
  kind(0.4, 'scorecards.exemption.grant', 'high', { source: 'recorder' }),
  kind(5, 'kubernetes.cluster-read.pods', 'low'),
  kind(0.5, 'kubernetes.proxy.exec', 'high'),
  kind(4, 'techdocs.page-read', 'low'),
  kind(2, 'playbooks.run.start', 'medium', { source: 'recorder' }),
  kind(0.05, 'billing.report.download', 'high', { until: 0.3 }),
];

/** How often actions end in each way, for one that succeeds a thousand times. */
export const outcomeWeights: readonly (readonly [AuditOutcome, number])[] = [
  ['succeeded', 1000],
  ['failed', 35],
  ['denied', 12],
  ['abandoned', 1],
];
