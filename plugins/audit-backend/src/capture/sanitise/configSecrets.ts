import type { Config } from '@backstage/config';
import { createSecretKeyTest } from './secretKeys';

const MOST = 300;
const SHORTEST = 12;

/**
 * Values in config that are secrets by their key. Short and simple ones are left
 * out: `development` as a password would take the word out of every text.
 */
export function configSecrets(config: Config): string[] {
  const isSecretKey = createSecretKeyTest();
  const found = new Set<string>();
  const walk = (value: unknown, secret: boolean) => {
    if (typeof value === 'string' && secret && isTelling(value)) {
      found.add(value);
    } else if (typeof value === 'object' && value !== null) {
      Object.entries(value).forEach(([key, child]) =>
        walk(child, isSecretKey(key) || (secret && Array.isArray(value))),
      );
    }
  };
  walk(config.getOptional(), false);
  return [...found].sort((a, b) => b.length - a.length).slice(0, MOST);
}

function isTelling(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];
  return (
    value.length >= SHORTEST && kinds.filter(k => k.test(value)).length > 1
  );
}
