import type { SourceRequest } from '@daytwo/backstage-plugin-scorecards-node';
import { createHash } from 'node:crypto';
import type { Validator } from '../../../database/facts/ValidatorStore';

/**
 * Name of a request: what its answer depends on, and how the answer is read.
 * Headers may be secret: only their hash is kept.
 */
export function requestHash(
  fingerprint: string,
  url: URL,
  { method = 'GET', headers = {}, body = '' }: SourceRequest,
): string {
  const lines = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([fingerprint, method, url.href, lines, body]))
    .digest('hex');
}

/** Headers that ask whether the last answer still holds. */
export function conditionalHeaders(
  validator: Validator | undefined,
): Record<string, string> {
  return {
    ...(validator?.etag && { 'If-None-Match': validator.etag }),
    ...(validator?.lastModified && {
      'If-Modified-Since': validator.lastModified,
    }),
  };
}

/** What an answer gives to ask so later. */
export function validatorOf(headers: Headers): Validator | undefined {
  const etag = headers.get('etag') ?? undefined;
  const lastModified = headers.get('last-modified') ?? undefined;
  return etag || lastModified ? { etag, lastModified } : undefined;
}
