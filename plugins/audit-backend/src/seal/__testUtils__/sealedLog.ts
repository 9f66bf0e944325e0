import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { freshDatabase } from '../../__testUtils__/databases';
import { entry } from '../../__testUtils__/drafts';
import { AuditLog } from '../../log';
import { KeyStore } from '../keys/KeyStore';
import { Sealer, type SealerOptions } from '../Sealer';
import { defaultSealSettings, type SealSettings } from '../SealSettings';
import { Verifier } from '../verify/Verifier';

/** How a log of the tests is set up. */
export interface SealedLogOptions
  extends Partial<SealSettings>,
    Pick<SealerOptions, 'mayPrune'> {
  keys?: string[];
}

/** A log, what seals it, and what verifies it, over a database. */
export async function sealedLogOver(
  knex: Knex,
  { keys: configured = [], mayPrune, ...settings }: SealedLogOptions = {},
) {
  const log = AuditLog.create(knex);
  const record = (draft: AuditDraft) => log.append([{ kind: 'record', draft }]);
  const keys = KeyStore.create({ knex, configured, record });
  await keys.prepare();
  const clock = { now: Date.now() };
  const sealer = Sealer.create({
    knex,
    keys,
    mayPrune,
    settings: { ...defaultSealSettings, ...settings },
    now: () => clock.now,
  });
  const verifier = Verifier.create({ knex });
  let count = 0;
  return {
    ...{ knex, log, record, keys, sealer, verifier, clock },
    /** Puts as many records in. */
    async append(records: number) {
      const ids = Array.from({ length: records }, () => `r${++count}`);
      await log.append(ids.map(id => entry(id)));
    },
    blocks: () => knex('blocks').orderBy('block'),
    problems: async () => (await verifier.verify()).problems,
  };
}

/** The same over a fresh database. */
export async function sealedLog(
  id: Parameters<typeof freshDatabase>[0],
  options?: SealedLogOptions,
) {
  return sealedLogOver(await freshDatabase(id), options);
}

/** Takes the guard off, as who owns the database can. */
export async function withoutGuard(
  knex: Knex,
  run: (tx: Knex) => Promise<unknown>,
): Promise<void> {
  await knex.transaction(async tx => {
    if (knex.client.config.client === 'pg') {
      await tx.raw(`SET LOCAL session_replication_role = replica`);
    } else {
      await tx.raw('DROP TRIGGER IF EXISTS audit_guard_records');
      await tx.raw('DROP TRIGGER IF EXISTS audit_guard_deletion');
    }
    await run(tx);
  });
}
