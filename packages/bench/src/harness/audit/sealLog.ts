import type { Knex } from 'knex';
import { checkEqual } from '../check';
import {
  AuditLog,
  defaultSealSettings,
  KeyStore,
  Sealer,
} from '../../auditInternals';

/** Seals all that is in a log. @returns its keys */
export async function sealLog(
  knex: Knex,
  everyRecords = defaultSealSettings.everyRecords,
): Promise<KeyStore> {
  const log = AuditLog.create(knex);
  const keys = KeyStore.create({
    knex,
    configured: [],
    record: draft => log.append([{ kind: 'record', draft }]),
  });
  await keys.prepare();
  const settings = { ...defaultSealSettings, everyRecords };
  const sealer = Sealer.create({ knex, keys, settings });
  const last = await sealer.sealAll();
  checkEqual('Last record that is sealed', last, (await log.head()).seq);
  return keys;
}
