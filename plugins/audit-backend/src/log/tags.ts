import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { createHash } from 'crypto';
import { wordsOf } from './words';

/** What a tag says: actor, plugin, event, entity, correlation, word, outcome, severity, source; quiet is what is not noise. */
export type TagKind =
  | 'actor'
  | 'plugin'
  | 'event'
  | 'entity'
  | 'correlation'
  | 'word'
  | 'outcome'
  | 'severity'
  | 'source'
  | 'quiet';

const letters: Record<TagKind, string> = {
  actor: 'a',
  plugin: 'p',
  event: 'e',
  entity: 'n',
  correlation: 'c',
  word: 'w',
  outcome: 'o',
  severity: 's',
  source: 'r',
  quiet: 'q',
};

const MOST_REMEMBERED = 20_000;
const MOST_ENTITIES = 100;
const remembered = new Map<string, number>();

/** A value as an integer of 32 bits: the first bytes of its SHA-256. Others may have the same. */
export function tagOf(kind: TagKind, value: string): number {
  const text = `${letters[kind]}:${value}`;
  const known = remembered.get(text);
  if (known !== undefined) {
    return known;
  }
  const tag = createHash('sha256').update(text).digest().readInt32BE(0);
  if (remembered.size >= MOST_REMEMBERED) {
    remembered.clear();
  }
  remembered.set(text, tag);
  return tag;
}

/** Names of an event, from the coarse one to the fine one. */
export function eventNames(
  draft: Pick<AuditDraft, 'plugin' | 'event' | 'action'>,
): string[] {
  const coarse = `${draft.plugin}.${draft.event}`;
  return draft.action === undefined
    ? [coarse]
    : [coarse, `${coarse}.${draft.action}`];
}

/** Entities that a record is found by; whoever touches more at once is found by the first. */
export function taggedEntities(draft: AuditDraft): string[] {
  return (draft.entities ?? []).slice(0, MOST_ENTITIES);
}

/** Tags of a record: what it is found by. */
export function tagsOf(draft: AuditDraft): number[] {
  const tags = [
    tagOf('plugin', draft.plugin),
    tagOf('correlation', draft.correlationId),
    tagOf('outcome', draft.outcome),
    tagOf('severity', draft.severity),
    tagOf('source', draft.source),
    ...eventNames(draft).map(name => tagOf('event', name)),
    ...draft.actors.map(actor => tagOf('actor', actor.ref)),
    ...taggedEntities(draft).map(ref => tagOf('entity', ref)),
    ...Array.from(wordsOf(draft), item => tagOf('word', item)),
  ];
  if (!draft.noise) {
    tags.push(tagOf('quiet', ''));
  }
  return [...new Set(tags)];
}
