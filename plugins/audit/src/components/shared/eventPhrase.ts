import type { Translate } from '../../translation';

/** What is known of Backstage's own events; the key is `plugin.event`, with `.action` where that matters. */
const phrases = {
  'catalog.entity.baseline': 'catalogBaseline',
  'catalog.entity.create': 'catalogCreate',
  'catalog.entity.update': 'catalogUpdate',
  'catalog.entity.delete': 'catalogDelete',
  'catalog.entity.fail': 'catalogFail',
  'catalog.entity.recover': 'catalogRecover',
  'catalog.entity-fetch': 'entityFetch',
  'catalog.entity-facets': 'entityFacets',
  'catalog.entity-validate': 'entityValidate',
  'catalog.entity-mutate.delete': 'entityDelete',
  'catalog.entity-mutate.refresh': 'entityRefresh',
  'catalog.location-fetch': 'locationFetch',
  'catalog.location-mutate.create': 'locationCreate',
  'catalog.location-mutate.delete': 'locationDelete',
  'catalog.location-mutate.update': 'locationUpdate',
  'catalog.location-analyze': 'locationAnalyze',
  'scaffolder.task.create': 'taskCreate',
  'scaffolder.task.execution': 'taskExecution',
  'scaffolder.task.cancel': 'taskCancel',
  'scaffolder.task.retry': 'taskRetry',
  'scaffolder.task.list': 'taskList',
  'scaffolder.task.get': 'taskGet',
  'scaffolder.task.stream': 'taskFollow',
  'scaffolder.task.events': 'taskFollow',
  'scaffolder.task.dry-run': 'taskDryRun',
  'scaffolder.task.stale-cancel': 'taskStale',
  'scaffolder.template-parameter-schema': 'templateForm',
  'scaffolder.action-fetch': 'actionList',
  'mcp-actions.connection.established': 'mcpConnect',
  'mcp-actions.connection.closed': 'mcpClose',
  'mcp-actions.tool-discovery': 'mcpDiscover',
  'mcp-actions.tool-execution': 'mcpTool',
  'scorecards.entity-refresh': 'entityRefresh',
  'scorecards.fact-write': 'factWrite',
  'audit.record-read': 'auditRead',
  'audit.record-export': 'auditExport',
  'audit.verify': 'auditVerify',
  'audit.hold.create': 'holdCreate',
  'audit.hold.release': 'holdRelease',
  'audit.key.rotate': 'keyRotate',
  'audit.key-rotation': 'keyRotation',
  'audit.retention': 'retention',
  'audit.capture.outage': 'captureOutage',
  'audit.capture-check': 'captureCheck',
  'client.navigate': 'clientNavigate',
  'client.not-found': 'clientNotFound',
  'auth.sign-in': 'signIn',
  'auth.sign-out': 'signOut',
} as const;

/** Of any plugin, by the event alone. */
const common = { 'action-invoke': 'actionInvoke' } as const;

function knownAnywhere(event: string) {
  return Object.hasOwn(common, event)
    ? common[event as keyof typeof common]
    : undefined;
}

function known(key: string) {
  return Object.hasOwn(phrases, key)
    ? phrases[key as keyof typeof phrases]
    : undefined;
}

/** `record-export` as "Record export". */
function words(name: string): string {
  const text = name.replace(/[-_.]+/g, ' ').trim() || name;
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** What was done, in words; the same whether it succeeded or not. @internal */
export function eventPhrase(
  event: { plugin: string; event: string; action?: string },
  t: Translate,
): string {
  const coarse = `${event.plugin}.${event.event}`;
  const phrase =
    known(`${coarse}.${event.action}`) ??
    known(coarse) ??
    knownAnywhere(event.event);
  if (phrase) {
    return t(`phrase.${phrase}`);
  }
  return event.action
    ? t('phrase.withAction', {
        event: words(event.event),
        action: words(event.action).toLocaleLowerCase(),
      })
    : words(event.event);
}
