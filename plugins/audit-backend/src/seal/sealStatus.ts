import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { readHead } from '../log/head';
import type { Anchoring } from './anchors/Anchoring';
import { chainEnd } from './chain/blocks';
import { keyInfo } from './keys/keyInfo';
import type { KeyStore } from './keys/KeyStore';
import type { Sealer } from './Sealer';

/** What {@link sealStatus} looks at. */
export interface SealStatusOptions {
  knex: Knex;
  sealer: Sealer;
  keys: KeyStore;
  anchoring?: Anchoring;
}

/** State of the seal and its keys. */
export async function sealStatus(
  options: SealStatusOptions,
): Promise<Pick<AuditStatus, 'seal' | 'keys'>> {
  const { knex, sealer, anchoring } = options;
  const end = await chainEnd(knex);
  const head = await readHead(knex);
  const keys = await options.keys.list();
  const active = keys.find(({ retiredAt }) => retiredAt === undefined);
  const problems = [
    ...(sealer.problem ? [sealer.problem] : []),
    ...(anchoring?.problems ?? []),
  ];
  return {
    seal: {
      lastBlock: end.block,
      lastSealedSeq: end.lastSeq,
      sealedAt:
        end.block > 0 ? new Date(end.sealedAt).toISOString() : undefined,
      unsealed: Math.max(0, head.seq - end.lastSeq),
      problem: problems.length > 0 ? problems.join('; ') : undefined,
    },
    keys: keys.map(key => keyInfo(key, key.id === active?.id)),
  };
}
