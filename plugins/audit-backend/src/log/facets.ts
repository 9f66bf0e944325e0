import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { storableName } from './storableName';

type Event = Pick<AuditDraft, 'plugin' | 'event' | 'action'>;

/** What has few values: event, outcome, severity, source, and whether it is noise. */
export interface Facet {
  /** See {@link eventName}. */
  event: string;
  outcome: string;
  severity: string;
  source: string;
  noise: boolean;
}

/** Names of an event, from the coarse one to the fine one. */
export function eventNames({ plugin, event, action }: Event): string[] {
  const coarse = `${plugin}.${event}`;
  return action === undefined ? [coarse] : [coarse, `${coarse}.${action}`];
}

/** The finest name of an event, as it is stored. */
export function eventName(draft: Event): string {
  return storableName(eventNames(draft).at(-1) ?? '');
}

/**
 * All facets of a record as one text. There are some hundreds of them in
 * practice, so that any choice of events, outcomes, severities and sources is a
 * set of these, exactly.
 */
export function facetText(draft: AuditDraft, name = eventName(draft)): string {
  const { outcome, severity, source, noise } = draft;
  return [name, outcome, severity, source, noise ? 1 : 0].join('\n');
}

/** The reverse of {@link facetText}. */
export function parseFacet(text: string): Facet {
  const parts = text.split('\n');
  const [outcome, severity, source, noise] = parts.slice(-4);
  const event = parts.slice(0, -4).join('\n');
  return { event, outcome, severity, source, noise: noise === '1' };
}
