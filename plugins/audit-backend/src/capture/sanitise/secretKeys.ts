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

/** Keys are mostly the same few. */
const MOST_KNOWN = 2000;

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
  const known = new Map<string, boolean>();
  const test = (name: string) =>
    names.has(name) ||
    ends.some(end => name.endsWith(end)) ||
    parts.some(part => name.includes(part));
  return key => {
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const result = test(plain(key));
    if (known.size < MOST_KNOWN) {
      known.set(key, result);
    }
    return result;
  };
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}
