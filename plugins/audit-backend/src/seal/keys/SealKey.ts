import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'crypto';

/** What is put before a text that is signed, besides that of blocks: an export's last line, a pack's manifest. */
export const EXPORT_SIGNATURE_CONTEXT = 'daytwo-audit-export-v1\n';
/** See {@link EXPORT_SIGNATURE_CONTEXT}. */
export const EVIDENCE_SIGNATURE_CONTEXT = 'daytwo-audit-evidence-v1\n';

/** The id of a key: the first 16 hex digits of the SHA-256 of its SPKI form. */
export function keyIdOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

/** A key that signs. */
export class SealKey {
  readonly id: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
  readonly #key: KeyObject;

  private constructor(key: KeyObject) {
    const publicKey = createPublicKey(key);
    this.#key = key;
    this.id = keyIdOf(publicKey);
    this.publicKey = publicKey
      .export({ type: 'spki', format: 'pem' })
      .toString();
  }

  /** @throws Error where it is not an Ed25519 private key, PEM; it never tells the key */
  static read(pem: string): SealKey {
    const key = parsePrivate(pem);
    if (key?.asymmetricKeyType !== 'ed25519') {
      throw new Error(
        'A key of audit.seal.keys is not an Ed25519 private key in PEM; make one with: openssl genpkey -algorithm ed25519',
      );
    }
    return new SealKey(key);
  }

  static generate(): SealKey {
    return new SealKey(generateKeyPairSync('ed25519').privateKey);
  }

  /** PKCS #8, PEM: for the table of keys, and for nothing else. */
  secret(): string {
    return this.#key.export({ type: 'pkcs8', format: 'pem' }).toString();
  }

  /** @returns base64 */
  sign(context: string, text: string): string {
    return sign(null, Buffer.from(context + text), this.#key).toString(
      'base64',
    );
  }
}

function parsePrivate(pem: string): KeyObject | undefined {
  try {
    // Env variables often carry the line breaks as two characters.
    return createPrivateKey(pem.replaceAll('\\n', '\n'));
  } catch {
    return undefined;
  }
}

/** Reads a public key that is kept; undefined where somebody edited it so that it is none. */
export function readPublicKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a signature, base64, is that of a text. */
export function isSignedBy(
  publicKey: KeyObject,
  signed: { context: string; text: string; signature: string },
): boolean {
  const { context, text, signature } = signed;
  const bytes = Buffer.from(signature, 'base64');
  return verify(null, Buffer.from(context + text), publicKey, bytes);
}
