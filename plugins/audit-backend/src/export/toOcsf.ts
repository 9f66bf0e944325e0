import { isIP } from 'node:net';
import type {
  AuditActor,
  AuditOutcome,
  AuditRecord,
  AuditSeverity,
} from '@daytwo/backstage-plugin-audit-common';

/** Version of the Open Cybersecurity Schema Framework. */
const VERSION = '1.5.0';
const CATEGORY = 6;
const CLASS = 6003;

/** @see https://schema.ocsf.io/1.5.0/classes/api_activity */
export type OcsfApiActivity = Record<string, unknown>;

/** Verbs that plugins use in their event ids and action types, by OCSF's activity. */
const activities = [
  { id: 1, name: 'Create', verb: /^(create|register|add|scaffold)/ },
  {
    id: 2,
    name: 'Read',
    verb: /^(read|get|list|fetch|search|query|by-|all$|stream|events$|export)/,
  },
  {
    id: 3,
    name: 'Update',
    verb: /^(update|write|refresh|edit|retry|rotate|put)/,
  },
  { id: 4, name: 'Delete', verb: /^(delete|remove|unregister|prune)/ },
];

const severities: Record<AuditSeverity, { id: number; name: string }> = {
  low: { id: 2, name: 'Low' },
  medium: { id: 3, name: 'Medium' },
  high: { id: 4, name: 'High' },
  critical: { id: 5, name: 'Critical' },
};

const outcomes: Record<AuditOutcome, { id: number; name: string }> = {
  succeeded: { id: 1, name: 'Success' },
  failed: { id: 2, name: 'Failure' },
  denied: { id: 2, name: 'Failure' },
  abandoned: { id: 0, name: 'Unknown' },
};

function activityOf({ event, action = event }: AuditRecord) {
  const known = activities.find(({ verb }) => verb.test(action));
  return known ?? { id: 99, name: action };
}

const userTypes = { user: 1, service: 3, plugin: 3, agent: 3 } as const;

function userOf({ type, ref }: AuditActor) {
  return type === 'anonymous'
    ? { name: 'anonymous', type_id: 0, type: 'Unknown' }
    : {
        uid: ref,
        name: ref.replace(/^.*[:/]/, ''),
        type_id: userTypes[type],
        type: type === 'user' ? 'User' : 'System',
      };
}

function actorOf({ actors }: AuditRecord) {
  const [first, ...rest] = actors;
  const last = rest.at(-1);
  return {
    user: userOf(first),
    ...(last && { app_name: last.ref }),
  };
}

function sourceOf({ request, writer }: AuditRecord) {
  // Behind a proxy it is whatever the proxy says.
  return request?.ip && isIP(request.ip)
    ? { ip: request.ip }
    : { name: writer, type_id: 1, type: 'Server' };
}

function requestOf({ request }: AuditRecord) {
  if (!request?.url) {
    return {};
  }
  const [path, query] = request.url.split('?');
  return {
    http_request: {
      ...(request.method && { http_method: request.method }),
      url: { path, ...(query && { query_string: query }) },
      ...(request.userAgent && { user_agent: request.userAgent }),
    },
  };
}

function eventName({ plugin, event, action }: AuditRecord): string {
  return [plugin, event, action].filter(Boolean).join('.');
}

/**
 * A record as OCSF API Activity, class 6003. What has no place there is under
 * `unmapped`; `metadata.sequence` is the place in the log.
 *
 * @see https://schema.ocsf.io/1.5.0/classes/api_activity
 */
export function toOcsf(record: AuditRecord): OcsfApiActivity {
  const activity = activityOf(record);
  const severity = severities[record.severity];
  const outcome = outcomes[record.outcome];
  const started = Date.parse(record.startedAt);
  return {
    activity_id: activity.id,
    activity_name: activity.name,
    category_uid: CATEGORY,
    category_name: 'Application Activity',
    class_uid: CLASS,
    class_name: 'API Activity',
    type_uid: CLASS * 100 + activity.id,
    severity_id: severity.id,
    severity: severity.name,
    status_id: outcome.id,
    status: outcome.name,
    ...(record.outcome !== 'succeeded' && { status_code: record.outcome }),
    ...(record.error && {
      status_detail: `${record.error.name}: ${record.error.message}`,
    }),
    time: Date.parse(record.at),
    start_time: started,
    ...(record.durationMs !== undefined && {
      duration: Math.round(record.durationMs),
      end_time: started + Math.round(record.durationMs),
    }),
    metadata: {
      version: VERSION,
      uid: record.id,
      sequence: record.seq,
      correlation_uid: record.correlationId,
      log_name: 'daytwo-audit',
      logged_time: Date.parse(record.at),
      product: { name: 'Daytwo audit', vendor_name: 'Daytwo', version: '1' },
    },
    actor: actorOf(record),
    api: {
      operation: eventName(record),
      service: { name: record.plugin },
      request: { uid: record.correlationId },
      ...(record.error && {
        response: {
          error: record.error.name,
          error_message: record.error.message,
        },
      }),
    },
    src_endpoint: sourceOf(record),
    ...requestOf(record),
    ...(record.entities && {
      resources: record.entities.map(ref => ({
        uid: ref,
        name: ref,
        type: ref.split(':')[0],
      })),
    }),
    unmapped: {
      outcome: record.outcome,
      source: record.source,
      actors: record.actors,
      ...(record.meta && { meta: record.meta }),
      ...(record.change && { change: record.change }),
      ...(record.redacted && { redacted: record.redacted }),
      ...(record.truncated && { truncated: record.truncated }),
    },
  };
}
