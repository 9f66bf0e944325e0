import type { JsonObject } from '@backstage/types';
import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';

/** Fields of `meta` that say best what an action was about, the best first. */
const telling = [
  'summary',
  'templateRef',
  'template',
  'toolName',
  'tool',
  'actionId',
  'title',
  'name',
  'query',
  'subject',
  'permission',
  'taskId',
  'entityRef',
  'uid',
  'location',
];

const LONGEST = 120;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function fromMeta(meta: JsonObject): string | undefined {
  for (const key of telling) {
    const value = meta[key];
    if (typeof value === 'string' && value.trim() !== '') {
      return value;
    }
  }
  return undefined;
}

/** What a record is about, in a few words. */
export function summaryOf({
  error,
  meta,
  entities,
}: AuditRecord): string | undefined {
  const text = error?.message ?? fromMeta(meta ?? {}) ?? entities?.[0];
  return text === undefined ? undefined : shorten(text);
}
