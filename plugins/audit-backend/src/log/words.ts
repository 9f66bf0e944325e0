import type { JsonValue } from '@backstage/types';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';

const MOST_WORDS = 30;
const SHORTEST = 2;
const LONGEST = 40;
/** Texts longer than this are not searched to their end. */
const MOST_CHARACTERS = 2000;

const word =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[\p{L}\p{N}]+/gu;

/** Lower-cased words of a text, in order; a UUID is one word. */
export function splitWords(text: string): string[] {
  const found = text.slice(0, MOST_CHARACTERS).toLowerCase().match(word) ?? [];
  return found.filter(
    item => item.length >= SHORTEST && item.length <= LONGEST,
  );
}

function* textsIn(value: JsonValue | undefined): Generator<string> {
  if (typeof value === 'string') {
    yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) {
      yield* textsIn(item);
    }
  } else if (value && typeof value === 'object') {
    yield* textsIn(Object.values(value) as JsonValue[]);
  }
}

/** Kinds and namespaces are the same over and over; the whole ref is found as such. */
const nameIn = (ref: string) => ref.slice(ref.indexOf('/') + 1);

function* searched(draft: AuditDraft): Generator<string> {
  yield* (draft.entities ?? []).map(nameIn);
  yield* draft.actors.map(actor => nameIn(actor.ref));
  if (draft.error) {
    yield draft.error.name;
    yield draft.error.message;
  }
  yield* textsIn(draft.meta);
}

/** Words that a record is found by. */
export function wordsOf(draft: AuditDraft): Set<string> {
  const words = new Set<string>();
  for (const text of searched(draft)) {
    for (const item of splitWords(text)) {
      words.add(item);
      if (words.size >= MOST_WORDS) {
        return words;
      }
    }
  }
  return words;
}
