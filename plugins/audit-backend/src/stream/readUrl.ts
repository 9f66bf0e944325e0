import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What {@link secureUrl} goes by. */
export interface SecureUrlOptions {
  /** Where the address is configured, for messages. */
  what: string;
  /** Somebody said that plain HTTP is meant. */
  allowInsecure?: boolean;
}

/**
 * An address that records may be sent to: HTTPS, or this machine.
 *
 * @throws InputError where it is none
 */
export function secureUrl(
  text: string,
  { what, allowInsecure = false }: SecureUrlOptions,
): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(`${what}: "${text}" is not an https address`);
  }
  const isSafe = url.protocol === 'https:' || loopback.test(url.hostname);
  if (!isSafe && !allowInsecure) {
    throw new InputError(
      `${what}: "${url.origin}" is plain http, which anybody on the way can read; use https, or set allowInsecure: true`,
    );
  }
  return text;
}

/** Reads `url` and `allowInsecure`. @throws InputError as {@link secureUrl} */
export function readUrl(config: Config, what: string): string {
  return secureUrl(config.getString('url'), {
    what,
    allowInsecure: config.getOptionalBoolean('allowInsecure'),
  });
}
