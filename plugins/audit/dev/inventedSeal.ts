import {
  BLOCK_SIGNATURE_CONTEXT,
  blockText,
  GENESIS,
  type AuditRecord,
  type BlockHeader,
  type RecordProof,
  type SealedBlock,
} from '@daytwo/backstage-plugin-audit-common';
import { fromHex, joined, textBytes, toHex } from '../src/proof/bytes';

/** Records of a block. */
export const BLOCK_SIZE = 24;

const { subtle } = globalThis.crypto;
const keys = subtle.generateKey({ name: 'Ed25519' }, true, [
  'sign',
  'verify',
]) as Promise<CryptoKeyPair>;

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await subtle.digest('SHA-256', bytes));
}

async function treeHash(leaves: Uint8Array[]): Promise<Uint8Array> {
  if (leaves.length === 1) {
    return leaves[0];
  }
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return sha256(
    joined(Uint8Array.of(1), await treeHash(left), await treeHash(right)),
  );
}

async function pathOf(
  index: number,
  leaves: Uint8Array[],
): Promise<Uint8Array[]> {
  if (leaves.length === 1) {
    return [];
  }
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...(await pathOf(index, left)), await treeHash(right)]
    : [...(await pathOf(index - k, right)), await treeHash(left)];
}

const base64 = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)));

async function spki(): Promise<ArrayBuffer> {
  return subtle.exportKey('spki', (await keys).publicKey);
}

/** The public key as PEM. */
export async function publicKeyPem(): Promise<string> {
  return `-----BEGIN PUBLIC KEY-----\n${base64(
    await spki(),
  )}\n-----END PUBLIC KEY-----\n`;
}

/** The id that headers name it by. */
export async function keyId(): Promise<string> {
  return toHex(await sha256(new Uint8Array(await spki()))).slice(0, 16);
}

async function sign(header: BlockHeader): Promise<SealedBlock> {
  const text = blockText(header);
  const signature = await subtle.sign(
    { name: 'Ed25519' },
    (
      await keys
    ).privateKey,
    textBytes(BLOCK_SIGNATURE_CONTEXT + text),
  );
  return {
    header,
    hash: toHex(await sha256(textBytes(text))),
    signature: base64(signature),
    kept: true,
  };
}

/** Seals the block of these records, and proves one of them. */
export async function sealAndProve(
  records: AuditRecord[],
  seq: number,
): Promise<RecordProof> {
  const [first] = records;
  const bodies = records.map(record => JSON.stringify(record));
  const leaves = await Promise.all(
    bodies.map(body => sha256(textBytes(body, [0]))),
  );
  const index = seq - first.seq;
  const block = await sign({
    v: 1,
    block: Math.ceil(first.seq / BLOCK_SIZE),
    firstSeq: first.seq,
    lastSeq: records[records.length - 1].seq,
    since: first.at,
    sealedAt: records[records.length - 1].at,
    root: toHex(await treeHash(leaves)),
    previous: toHex(fromHex(GENESIS)),
    key: await keyId(),
  });
  return {
    body: bodies[index],
    index,
    size: records.length,
    path: (await pathOf(index, leaves)).map(toHex),
    block,
    publicKey: await publicKeyPem(),
  };
}
