import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  type KeyObject,
} from 'node:crypto';

/** A key pair, as the portal that is verified has it. */
export interface TestKey {
  id: string;
  publicKey: string;
  privateKey: KeyObject;
}

const PKCS8 = '302e020100300506032b657004220420';

/** The Ed25519 key of a seed, 32 bytes in hex. */
export function keyOf(seed: string): TestKey {
  const der = Buffer.from(PKCS8 + seed, 'hex');
  const privateKey = createPrivateKey({
    key: der,
    format: 'der',
    type: 'pkcs8',
  });
  const key = createPublicKey(privateKey);
  const spki = key.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(spki).digest('hex').slice(0, 16),
    publicKey: key.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey,
  };
}

/** Base64. */
export function signed(key: TestKey, text: string): string {
  return sign(null, Buffer.from(text), key.privateKey).toString('base64');
}

/** The portal's key, the one that follows it, and one that is nobody's. */
export const keys = {
  first: keyOf('01'.repeat(32)),
  second: keyOf('02'.repeat(32)),
  stranger: keyOf('03'.repeat(32)),
};
