import {
  auditOutcomes,
  auditSeverities,
  auditSources,
  type AuditDraft,
} from '@daytwo/backstage-plugin-audit-common';
import { eventName, facetText } from './facets';
import type { Names } from './Names';
import { storedText, type StoredText } from './recordText';
import { tagOf, tagsOf } from './tags';

/** A draft with all that can be made before its place is known. */
export interface PreparedRecord extends StoredText {
  event: number;
  actor: number;
  outcome: number;
  severity: number;
  source: number;
  noise: boolean;
  tags: number[];
  /** PostgreSQL finds it by this, SQLite by the columns. */
  facet: number;
}

/**
 * @param names - which has learned the draft
 * @throws RangeError where a column cannot hold what the draft says
 */
export function prepareRecord(draft: AuditDraft, names: Names): PreparedRecord {
  const name = eventName(draft);
  return {
    event: names.idOf('event', name),
    actor: names.idOf('actor', draft.actors[0].ref),
    outcome: placeIn(auditOutcomes, draft.outcome),
    severity: placeIn(auditSeverities, draft.severity),
    source: placeIn(auditSources, draft.source),
    noise: draft.noise === true,
    tags: tagsOf(draft),
    facet: tagOf('facet', facetText(draft, name)),
    ...storedText(draft, name),
  };
}

/** The column holds the place: what has none would be read as something else. */
function placeIn(values: readonly string[], value: string): number {
  const place = values.indexOf(value);
  if (place < 0) {
    throw new RangeError(`'${value}' is none of ${values.join(', ')}`);
  }
  return place;
}
