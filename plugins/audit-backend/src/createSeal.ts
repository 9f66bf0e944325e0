import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import type { AuditLog } from './log/AuditLog';
import { Anchoring } from './seal/anchors/Anchoring';
import { readAnchors } from './seal/anchors/readAnchors';
import { KeyStore } from './seal/keys/KeyStore';
import { readSealConfig } from './seal/readSealConfig';
import { Sealer } from './seal/Sealer';
import { ProofReader } from './seal/verify/ProofReader';
import { Verifier } from './seal/verify/Verifier';

/** What seals, and what proves it. */
export interface Seal {
  keys: KeyStore;
  sealer: Sealer;
  proofs: ProofReader;
  verifier: Verifier;
  anchoring: Anchoring;
}

/** What {@link createSeal} needs. */
export interface SealOptions {
  knex: Knex;
  log: AuditLog;
  config: Config;
  logger: LoggerService;
  now: () => number;
}

/** @throws Error where a key in config is none */
export async function createSeal({
  knex,
  log,
  config,
  logger,
  now,
}: SealOptions): Promise<Seal> {
  const settings = readSealConfig(config);
  const keys = KeyStore.create({
    knex,
    configured: settings.keys,
    record: draft => log.append([{ kind: 'record', draft }]),
    now,
  });
  await keys.prepare();
  return {
    keys,
    sealer: Sealer.create({ knex, keys, settings, now }),
    proofs: ProofReader.create(knex),
    verifier: Verifier.create({ knex }),
    anchoring: Anchoring.create({
      knex,
      anchors: readAnchors(config),
      logger,
    }),
  };
}
