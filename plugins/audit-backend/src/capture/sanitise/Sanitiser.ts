import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { configSecrets } from './configSecrets';
import { Copier } from './Copier';
import { Places } from './place';
import { createTextRedaction } from './redactText';
import { createSecretKeyTest, type SecretKeyTest } from './secretKeys';
import { jsonBytes, shrink } from './shrink';

/** Bytes that one character takes in JSON at most. */
const WIDEST = 6;
/** How much more is copied than is kept, so that it can be chosen what to cut. */
const COPIED = 4;

/** What {@link Sanitiser} works with. */
export interface SanitiserOptions {
  /** Keys whose values are taken out, beside those that are known. */
  keys?: readonly string[];
  /** RE2 patterns of what is taken out of texts. */
  patterns?: readonly string[];
  /** Values that are taken out of texts. */
  secrets?: readonly string[];
  /** Of all that is kept, as JSON. */
  maxBytes: number;
}

/** What can be stored. Pointers are from its root. */
export interface Sanitised {
  value: JsonObject;
  /** Size of the value, roughly. */
  bytes: number;
  redacted?: string[];
  truncated?: string[];
}

/**
 * Makes what plugins report fit to be stored: JSON without cycles, without
 * secrets, without text that a database refuses, and not larger than allowed.
 */
export class Sanitiser {
  readonly #isSecretKey: SecretKeyTest;
  readonly #redactText: (text: string) => string;
  readonly #maxBytes: number;

  private constructor(options: SanitiserOptions) {
    const { keys, patterns = [], secrets = [], maxBytes } = options;
    const isSecretKey = createSecretKeyTest(keys);
    this.#isSecretKey = isSecretKey;
    this.#redactText = createTextRedaction({ isSecretKey, patterns, secrets });
    this.#maxBytes = maxBytes;
  }

  static create(options: SanitiserOptions): Sanitiser {
    return new Sanitiser(options);
  }

  /**
   * Reads `audit.redact`. Known secrets are the values in config whose keys say
   * that they are one.
   *
   * @throws Error where a pattern is not valid
   */
  static fromConfig(config: Config, maxBytes: number): Sanitiser {
    return Sanitiser.create({
      keys: config.getOptionalStringArray('audit.redact.keys'),
      patterns: config.getOptionalStringArray('audit.redact.patterns'),
      secrets: configSecrets(config),
      maxBytes,
    });
  }

  sanitise(value: Readonly<Record<string, unknown>>): Sanitised {
    const redacted = new Places();
    const truncated = new Places();
    const copier = Copier.create({
      isSecretKey: this.#isSecretKey,
      redactText: this.#redactText,
      redacted,
      truncated,
    });
    const root = { key: '' };
    const most = this.#maxBytes;
    const { value: copy = {}, used } = copier.copy(value, root, COPIED * most);
    // Measuring is dear, so only what may be too large is measured.
    const kept =
      used * WIDEST > most && jsonBytes(copy) > most
        ? shrink(copy, most, root, truncated)
        : copy;
    return {
      value: kept as JsonObject,
      bytes: Math.min(used, most),
      redacted: redacted.toList(),
      truncated: truncated.toList(),
    };
  }
}
