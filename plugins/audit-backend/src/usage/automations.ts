import type {
  AuditRecord,
  UsageRow,
} from '@daytwo/backstage-plugin-audit-common';

/** Kind of an automation. */
export type AutomationKind = UsageRow['kind'];

/** A record that is one run of an automation. */
export interface AutomationRun {
  /** Such as `template:default/new-service`. */
  automation: string;
  kind: AutomationKind;
}

interface RunEvent {
  kind: AutomationKind;
  /** Where the automation is named in a record's meta. */
  key: string;
  prefix: string;
}

/** Events that are a run's end, by `plugin.event.action`. */
const runEvents: Record<string, RunEvent> = {
  'scaffolder.task.execution': {
    kind: 'template',
    key: 'templateRef',
    prefix: '',
  },
  'mcp-actions.tool-execution': {
    kind: 'mcp-tool',
    key: 'toolName',
    prefix: 'mcp-tool:',
  },
  'playbooks.run-execution': {
    kind: 'playbook',
    key: 'playbookRef',
    prefix: '',
  },
  'audit.action-invoke': { kind: 'action', key: 'actionId', prefix: 'action:' },
};

/** Names of the events that {@link runOf} looks at. */
export const runEventNames = Object.keys(runEvents);

/** What kind an automation is, by its name. */
export function kindOf(automation: string): AutomationKind {
  const known = Object.values(runEvents).find(
    ({ prefix }) => prefix && automation.startsWith(prefix),
  );
  return (
    known?.kind ??
    (automation.startsWith('playbook:') ? 'playbook' : 'template')
  );
}

/** The run that a record tells of, if it does. */
export function runOf(record: AuditRecord): AutomationRun | undefined {
  const { plugin, event, action, meta } = record;
  const name = [plugin, event, action].filter(Boolean).join('.');
  const known = runEvents[name];
  const value = known && meta?.[known.key];
  return typeof value === 'string' && value
    ? { kind: known.kind, automation: `${known.prefix}${value}` }
    : undefined;
}
