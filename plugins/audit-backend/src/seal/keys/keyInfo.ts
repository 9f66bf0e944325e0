import type { SealKeyInfo } from '@daytwo/backstage-plugin-audit-common';
import type { StoredKey } from './keyRows';

const iso = (ms: number) => new Date(ms).toISOString();

/** A key as the API tells of it. */
export function keyInfo(key: StoredKey, active: boolean): SealKeyInfo {
  const { id, publicKey, source, since, retiredAt } = key;
  return {
    id,
    publicKey,
    source,
    active,
    since: iso(since),
    ...(retiredAt !== undefined && { retiredAt: iso(retiredAt) }),
  };
}
