/** Anywhere in a key. */
const parts = [
  'password',
  'passwd',
  'passphrase',
  'apikey',
  'accesskey',
  'privatekey',
  'secretkey',
  'signingkey',
  'clientsecret',
  'authorization',
  'authorisation',
  'credential',
];

/** At the end of a key: `githubToken` is one, `tokenCount` is not. */
const ends = ['token', 'tokens', 'secret', 'secrets', 'cookie', 'cookies'];
const whole = ['pwd', 'pass', 'jwt', 'otp', 'sessionid', 'bearer'];

/** Whether what is under a key is to be redacted, whatever it is. */
export type SecretKeyTest = (key: string) => boolean;

/**
 * Tests keys, without regard to case and to what is between words.
 *
 * @param more - further keys, whole
 */
export function createSecretKeyTest(
  more: readonly string[] = [],
): SecretKeyTest {
  const names = new Set([...whole, ...more.map(plain)]);
  return key => {
    const name = plain(key);
    return (
      names.has(name) ||
      ends.some(end => name.endsWith(end)) ||
      parts.some(part => name.includes(part))
    );
  };
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}
