import type { Config } from '@backstage/config';

const units: Record<string, number> = {
  '': 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
};

/**
 * A number of bytes in config: `65536`, `64kB`, `512MB` or `1GB`.
 *
 * @throws Error where it is none of these
 */
export function readBytes(
  config: Config | undefined,
  key: string,
): number | undefined {
  const value = config?.getOptional(key);
  if (value === undefined) {
    return undefined;
  }
  const match = /^(\d{1,15})\s?([kmg]b)?$/i.exec(String(value));
  if (!match) {
    throw new Error(
      `audit.capture.${key} is '${value}'; it must be a number of bytes, such as 65536 or 512MB`,
    );
  }
  return Number(match[1]) * units[match[2]?.toLowerCase() ?? ''];
}
