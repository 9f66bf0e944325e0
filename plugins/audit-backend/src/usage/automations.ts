import type {
  AuditRecord,
  UsageRow,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';

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
}

/** Events that are a run's end, by `plugin.event.action`; their automations are entities. */
const runEvents: Record<string, RunEvent> = {
  'scaffolder.task.execution': { kind: 'template', key: 'templateRef' },
  'playbooks.run-execution': { kind: 'playbook', key: 'playbookRef' },
};

/** An action of a registry ran; each plugin has such an event. */
const ACTION_EVENT = 'action-invoke';

/** Beginnings of the names of automations that are no entities. */
const prefixes = { action: 'action:', 'mcp-tool': 'mcp-tool:' } as const;

/** Adds to a query over names that they are of events that {@link runOf} looks at. */
export function whereRunEvent(query: Knex.QueryBuilder): void {
  query
    .whereIn('value', Object.keys(runEvents))
    .orWhereLike('value', `%.${ACTION_EVENT}`);
}

/** What kind an automation is, by its name. */
export function kindOf(automation: string): AutomationKind {
  if (automation.startsWith(prefixes.action)) {
    return 'action';
  }
  if (automation.startsWith(prefixes['mcp-tool'])) {
    return 'mcp-tool';
  }
  return automation.startsWith('playbook:') ? 'playbook' : 'template';
}

/** The run that a record tells of, if it does. */
export function runOf(record: AuditRecord): AutomationRun | undefined {
  const { plugin, event, action, meta } = record;
  if (event === ACTION_EVENT && action === undefined) {
    return actionRunOf(record);
  }
  const name = [plugin, event, action].filter(Boolean).join('.');
  const known = Object.hasOwn(runEvents, name) ? runEvents[name] : undefined;
  const automation = known && meta?.[known.key];
  return typeof automation === 'string' && automation
    ? { kind: known.kind, automation }
    : undefined;
}

/**
 * An action that an AI client ran is a tool to it. The MCP server reports calls of
 * tools too, and those that came to nothing, as there is no such tool say, without
 * telling which: the actions that ran are what is counted.
 */
function actionRunOf({ actors, meta }: AuditRecord): AutomationRun | undefined {
  const id = meta?.actionId;
  const isFor = (caller: string) => actors.some(({ ref }) => ref === caller);
  // A step of a template, whose run is counted.
  if (typeof id !== 'string' || !id || isFor('plugin:scaffolder')) {
    return undefined;
  }
  return isFor('plugin:mcp-actions')
    ? {
        kind: 'mcp-tool',
        automation: prefixes['mcp-tool'] + id.replace(':', '.'),
      }
    : { kind: 'action', automation: prefixes.action + id };
}
