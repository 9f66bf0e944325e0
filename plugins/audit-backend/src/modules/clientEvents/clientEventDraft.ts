import type {
  AuditActor,
  AuditDraft,
  ClientEvent,
} from '@daytwo/backstage-plugin-audit-common';
import { requestOf, type Request } from '../../auditor/request';
import type { AuditCapture } from '../../capture/AuditCapture';
import { newId } from '../../capture/newId';

/** A record without what is special about it. */
const BARE_BYTES = 500;

/** Backstage's key events, and what plugins use besides; any other is `other`, so that nobody makes up names. */
const known: readonly string[] = [
  'click',
  'create',
  'discover',
  'filter',
  'hover',
  'navigate',
  'not-found',
  'scroll',
  'search',
  'view',
];

/** Who says so, and through what: nothing of this is from the event. */
export interface Reporter {
  actors: AuditActor[];
  request?: Request;
}

/** An event as the log takes it, and its size, roughly. */
export interface SizedDraft {
  draft: AuditDraft;
  bytes: number;
}

/**
 * A record of what a browser says. Who and when are ours to know; all else is a
 * claim and stays in `meta`. It touches no entities: whoever can report could
 * otherwise write on any entity's page.
 */
export function clientEventDraft(
  { clock, sanitiser, writer }: AuditCapture,
  { action, context, at, ...claims }: ClientEvent,
  { actors, request }: Reporter,
): SizedDraft {
  const isKnown = known.includes(action);
  const { value, bytes, redacted, truncated } = sanitiser.sanitise({
    request: request && requestOf(request),
    meta: {
      ...claims,
      ...(!isKnown && { claimedAction: action }),
      context,
      claimedAt: at,
    },
  });
  const id = newId();
  const draft: AuditDraft = {
    id,
    correlationId: id,
    plugin: 'client',
    event: isKnown ? action : 'other',
    severity: 'low',
    outcome: 'succeeded',
    source: 'client',
    // Looking at the log is recorded by the log itself.
    noise: context?.pluginId === 'audit' || undefined,
    startedAt: new Date(clock.now()).toISOString(),
    actors,
    ...value,
    redacted,
    truncated,
    writer: writer.name,
  };
  return { draft, bytes: bytes + BARE_BYTES };
}
