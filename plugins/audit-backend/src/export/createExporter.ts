import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import type { RecordFinder } from '../reading';
import type { KeyStore, ProofReader, Sealer } from '../seal';
import { EvidencePack } from './EvidencePack';
import { Exporter } from './Exporter';
import { SealedExporter } from './SealedExporter';
import { writeRecords } from './writeRecords';

/** What {@link createExporter} needs. */
export interface ExportOptions {
  knex: Knex;
  config: Config;
  finder: RecordFinder;
  sealer: Sealer;
  keys: KeyStore;
  proofs: ProofReader;
  now: () => number;
}

/** Puts together what takes records out. */
export function createExporter(options: ExportOptions): Exporter {
  const { config, finder, now } = options;
  const sealed = SealedExporter.create(options);
  const packs = EvidencePack.create({
    ...options,
    sealed,
    csv: (filter, reader) =>
      writeRecords(finder, { format: 'csv', filter, reader }),
    policy: () => policyOf(config),
  });
  return Exporter.create({ finder, packs, sealed, now });
}

/** What the config says about what is kept; never a secret. */
function policyOf(config: Config): Record<string, unknown> {
  const keys = [
    'retention',
    'redact',
    'capture.onUnavailable',
    'capture.maxBytes',
    'seal.everySeconds',
    'seal.everyRecords',
  ];
  return Object.fromEntries(
    keys.map(key => [key, config.getOptional(`audit.${key}`) ?? 'standard']),
  );
}
