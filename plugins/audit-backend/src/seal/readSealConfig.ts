import type { Config } from '@backstage/config';
import { defaultSealSettings, type SealSettings } from './SealSettings';

/** What the config says about the seal. */
export interface SealConfig extends SealSettings {
  /** Private keys, PEM, the one to use last. */
  keys: string[];
}

function positive(config: Config, key: string, otherwise: number): number {
  const value = config.getOptionalNumber(key) ?? otherwise;
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${key} must be a whole number from 1 on, not ${value}`);
  }
  return value;
}

/** Reads `audit.seal`. @throws Error naming what is wrong */
export function readSealConfig(config: Config): SealConfig {
  const seconds = (name: 'everySeconds' | 'emptyAfterSeconds') =>
    positive(config, `audit.seal.${name}`, defaultSealSettings[name]);
  return {
    keys: config.getOptionalStringArray('audit.seal.keys') ?? [],
    everySeconds: seconds('everySeconds'),
    emptyAfterSeconds: seconds('emptyAfterSeconds'),
    everyRecords: positive(
      config,
      'audit.seal.everyRecords',
      defaultSealSettings.everyRecords,
    ),
  };
}
