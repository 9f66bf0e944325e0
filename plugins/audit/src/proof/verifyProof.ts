import {
  BLOCK_SIGNATURE_CONTEXT,
  blockText,
  type RecordProof,
} from '@daytwo/backstage-plugin-audit-common';
import { fromBase64, fromHex, fromPem, textBytes, toHex } from './bytes';
import { recordLeaf, rootOf, type Sha256 } from './merkle';

/** What is checked, in this order. @internal */
export const checkNames = [
  'text',
  'place',
  'inclusion',
  'block',
  'key',
  'signature',
] as const;
/** @internal */
export type CheckName = (typeof checkNames)[number];
/** `unsupported`: this browser cannot tell. @internal */
export type CheckResult = 'passed' | 'failed' | 'unsupported';
/** @internal */
export interface ProofCheck {
  name: CheckName;
  result: CheckResult;
}

/** The record as it is shown. @internal */
export interface ShownRecord {
  seq: number;
  body: string;
}

const KEY_ID_DIGITS = 16;

function placeFits({ block, index, size, body }: RecordProof, seq: number) {
  const { firstSeq, lastSeq } = block.header;
  return (
    size === lastSeq - firstSeq + 1 &&
    firstSeq + index === seq &&
    (JSON.parse(body) as { seq?: unknown }).seq === seq
  );
}

async function isIncluded(sha256: Sha256, proof: RecordProof) {
  const root = await rootOf(sha256, {
    ...proof,
    leaf: await recordLeaf(sha256, proof.body),
    path: proof.path.map(fromHex),
  });
  return root !== undefined && toHex(root) === proof.block.header.root;
}

async function isSigned(
  subtle: SubtleCrypto,
  { block, publicKey }: RecordProof,
) {
  const algorithm = { name: 'Ed25519' };
  const key = await subtle.importKey(
    'spki',
    fromPem(publicKey),
    algorithm,
    false,
    ['verify'],
  );
  return subtle.verify(
    algorithm,
    key,
    fromBase64(block.signature),
    textBytes(BLOCK_SIGNATURE_CONTEXT + blockText(block.header)),
  );
}

async function settled(
  name: CheckName,
  check: () => boolean | Promise<boolean>,
): Promise<ProofCheck> {
  try {
    return { name, result: (await check()) ? 'passed' : 'failed' };
  } catch (error) {
    const { name: kind } = error as Error;
    const unsupported = kind === 'NotSupportedError';
    return { name, result: unsupported ? 'unsupported' : 'failed' };
  }
}

/**
 * Checks by the browser's own means that a record is in its block, that the
 * block is whole, and that the log's key signed it. Without WebCrypto, as on a
 * page without TLS, only what needs no hash is told.
 *
 * @internal
 */
export async function verifyProof(
  proof: RecordProof,
  shown: ShownRecord,
  subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle,
): Promise<ProofCheck[]> {
  const sha256: Sha256 = async bytes =>
    new Uint8Array(await need(subtle).digest('SHA-256', bytes));
  const { block, body, publicKey } = proof;
  const checks: Record<CheckName, () => boolean | Promise<boolean>> = {
    text: () => body === shown.body,
    place: () => placeFits(proof, shown.seq),
    inclusion: () => isIncluded(sha256, proof),
    block: async () =>
      toHex(await sha256(textBytes(blockText(block.header)))) === block.hash,
    key: async () =>
      toHex(await sha256(fromPem(publicKey))).slice(0, KEY_ID_DIGITS) ===
      block.header.key,
    signature: () => isSigned(need(subtle), proof),
  };
  return Promise.all(checkNames.map(name => settled(name, checks[name])));
}

function need(subtle: SubtleCrypto | undefined): SubtleCrypto {
  if (!subtle) {
    const error = new Error('This page has no WebCrypto');
    error.name = 'NotSupportedError';
    throw error;
  }
  return subtle;
}
