import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { sha256 } from '../merkle/hashes';

/** What is put before a text when it is signed, so that a signature is good for one purpose only. */
export const signatureContexts = {
  block: 'daytwo-audit-block-v1\n',
  export: 'daytwo-audit-export-v1\n',
  evidence: 'daytwo-audit-evidence-v1\n',
} as const;

/** A public key and its id. */
export interface PublicKey {
  /** The first 16 hex digits of the SHA-256 of the key's SPKI form. */
  id: string;
  /** SHA-256 of the SPKI form, hex: what people compare. */
  fingerprint: string;
  key: KeyObject;
}

/**
 * Reads an Ed25519 public key; of a private key, its public half.
 *
 * @throws Error where it is none
 */
export function readPublicKey(pem: string): PublicKey {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(`an ${key.asymmetricKeyType} key, not Ed25519`);
  }
  const spki = key.export({ type: 'spki', format: 'der' });
  const fingerprint = sha256(spki).toString('hex');
  return { id: fingerprint.slice(0, 16), fingerprint, key };
}

/** Whether a signature, base64, is that of a text by a key. */
export function isSignature(
  options: { context: keyof typeof signatureContexts } & {
    text: string;
    signature: string;
    by: PublicKey;
  },
): boolean {
  const { context, text, signature, by } = options;
  const bytes = Buffer.from(signature, 'base64');
  return (
    bytes.toString('base64') === signature &&
    verify(null, Buffer.from(signatureContexts[context] + text), by.key, bytes)
  );
}
