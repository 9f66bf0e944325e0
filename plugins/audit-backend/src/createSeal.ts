import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import type { AuditLog } from './log/AuditLog';
import {
  Anchoring,
  areExpired,
  HoldStore,
  KeyStore,
  ProofReader,
  readAnchors,
  readRetentionPolicy,
  readSealConfig,
  Retention,
  Sealer,
  Verifier,
  type MembersOf,
  type RecordSystem,
  type SealerOptions,
} from './seal';

/** What seals, what proves it, and what is not kept. */
export interface Seal {
  keys: KeyStore;
  sealer: Sealer;
  proofs: ProofReader;
  verifier: Verifier;
  anchoring: Anchoring;
  holds: HoldStore;
  /** Absent where everything is kept. */
  retention?: Retention;
}

/** What {@link createSeal} needs. */
export interface SealOptions {
  knex: Knex;
  log: AuditLog;
  config: Config;
  logger: LoggerService;
  membersOf: MembersOf;
  now: () => number;
}

/** @throws Error where the config of the seal is wrong */
export async function createSeal(options: SealOptions): Promise<Seal> {
  const { knex, log, config, logger, membersOf, now } = options;
  const settings = readSealConfig(config);
  const record: RecordSystem = draft => log.append([{ kind: 'record', draft }]);
  const keys = KeyStore.create({
    knex,
    configured: settings.keys,
    record,
    now,
  });
  await keys.prepare();
  const policy = readRetentionPolicy(config);
  const mayPrune: SealerOptions['mayPrune'] = async (blocks, db) =>
    policy !== undefined && areExpired(db, blocks, { policy, now: now() });
  const sealer = Sealer.create({ knex, keys, settings, mayPrune, now });
  const holds = HoldStore.create({ knex, now });
  return {
    keys,
    sealer,
    holds,
    proofs: ProofReader.create(knex),
    verifier: Verifier.create({ knex }),
    anchoring: Anchoring.create({
      knex,
      anchors: readAnchors(config),
      logger,
    }),
    retention:
      policy &&
      Retention.create({
        ...{ knex, policy, holds, sealer, record, logger, membersOf, now },
      }),
  };
}
