import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';

/** Characters. */
const LONGEST = { event: 200, action: 100, correlationId: 300, ref: 500 };
const MOST_ACTORS = 20;

/** What names an action, and who did it. */
type Named = Pick<
  AuditDraft,
  'event' | 'action' | 'correlationId' | 'actors' | 'truncated'
>;

/**
 * Cuts names that are longer, and chains that have more actors, than any should:
 * every record holds them, and each of them is a name in the log. Says where.
 */
export function boundNames<T extends Named>(draft: T): T {
  const cut: string[] = [];
  const fit = (field: string, text: string, most: number) => {
    if (text.length > most) {
      cut.push(`/${field}`);
    }
    return text.slice(0, most);
  };
  const { event, action, correlationId, actors } = draft;
  const bounded = {
    ...draft,
    event: fit('event', String(event), LONGEST.event),
    action: action && fit('action', action, LONGEST.action),
    correlationId: fit('correlationId', correlationId, LONGEST.correlationId),
    actors: actors.slice(0, MOST_ACTORS).map(({ type, ref }, n) => ({
      type,
      ref: fit(`actors/${n}/ref`, String(ref), LONGEST.ref),
    })),
  };
  if (actors.length > MOST_ACTORS) {
    cut.push('/actors');
  }
  return cut.length === 0
    ? bounded
    : { ...bounded, truncated: [...(draft.truncated ?? []), ...cut] };
}
