import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { hash } from 'crypto';
import { wordsOf } from './words';

/** What a tag is about. */
export type TagKind = 'actor' | 'entity' | 'correlation' | 'word' | 'facet';

const letters: Record<TagKind, string> = {
  actor: 'a',
  entity: 'n',
  correlation: 'c',
  word: 'w',
  facet: 'f',
};

const MOST_ENTITIES = 100;

/** A value as an integer of 32 bits: the first bytes of its SHA-256. Others may have the same. */
export function tagOf(kind: TagKind, value: string): number {
  const digest = hash('sha256', `${letters[kind]}:${value}`, 'hex');
  return Number.parseInt(digest.slice(0, 8), 16) | 0;
}

/** Entities that a record is found by; whoever touches more at once is found by the first. */
export function taggedEntities(draft: AuditDraft): string[] {
  return (draft.entities ?? []).slice(0, MOST_ENTITIES);
}

const NOISE = 0x5eed5eed;

/** The tag that noise has instead: what is mostly noise is found without it. */
export function noiseTag(tag: number): number {
  return tag ^ NOISE;
}

/** Tags of a record: what it is found by, except for its facet. */
export function tagsOf(draft: AuditDraft): number[] {
  const tags = [
    tagOf('correlation', draft.correlationId),
    ...draft.actors.map(actor => tagOf('actor', actor.ref)),
    ...taggedEntities(draft).map(ref => tagOf('entity', ref)),
    ...Array.from(wordsOf(draft), item => tagOf('word', item)),
  ];
  return [...new Set(draft.noise ? tags.map(noiseTag) : tags)];
}
