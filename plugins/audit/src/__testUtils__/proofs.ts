// Only tests use it: it plays the backend that seals, and lends jsdom a WebCrypto.
// eslint-disable-next-line no-restricted-imports
import { createHash, generateKeyPairSync, sign, webcrypto } from 'crypto';
import {
  BLOCK_SIGNATURE_CONTEXT,
  blockText,
  GENESIS,
  type AuditRecord,
  type RecordProof,
} from '@daytwo/backstage-plugin-audit-common';
import { someRecord } from './records';

/** What browsers have, and jsdom lacks. @internal */
export const subtle = webcrypto.subtle as unknown as SubtleCrypto;

type Bytes = Uint8Array;

const sha256 = (...parts: Array<Bytes | string>): Bytes => {
  const hash = createHash('sha256');
  parts.forEach(part => hash.update(part));
  return hash.digest();
};
const hex = (bytes: Bytes) => Buffer.from(bytes).toString('hex');
const leaf = (body: string) => {
  const [, head, rest] = /^(.*?",)(.*)$/s.exec(body) ?? [];
  const digest = Buffer.from(sha256(rest)).toString('base64');
  return sha256(Uint8Array.of(0), head, digest);
};
const node = (left: Bytes, right: Bytes) =>
  sha256(Uint8Array.of(1), left, right);

/** The largest power of two below a number. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) {
    split *= 2;
  }
  return split;
}

/** RFC 6962 §2.1, word by word. */
function treeHash(leaves: Bytes[]): Bytes {
  const [only] = leaves;
  if (leaves.length === 1) {
    return only;
  }
  const k = splitOf(leaves.length);
  return node(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** RFC 6962 §2.1.1, word by word. */
function auditPath(index: number, leaves: Bytes[]): Bytes[] {
  if (leaves.length <= 1) {
    return [];
  }
  const k = splitOf(leaves.length);
  return index < k
    ? [...auditPath(index, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...auditPath(index - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** A block of so many records, sealed; the proof of one of them. @internal */
export function sealedExample(size: number, index: number, firstSeq = 101) {
  const records: AuditRecord[] = Array.from({ length: size }, (_, i) =>
    someRecord({ seq: firstSeq + i, id: `r-${i}` }),
  );
  const bodies = records.map(record => JSON.stringify(record));
  const leaves = bodies.map(leaf);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const header = {
    v: 1 as const,
    block: 7,
    firstSeq,
    lastSeq: firstSeq + size - 1,
    since: '2026-03-02T09:10:00.000Z',
    sealedAt: '2026-03-02T09:11:00.000Z',
    root: hex(treeHash(leaves)),
    previous: GENESIS,
    key: hex(sha256(spki)).slice(0, 16),
  };
  const text = blockText(header);
  const proof: RecordProof = {
    body: bodies[index],
    index,
    size,
    path: auditPath(index, leaves).map(hex),
    block: {
      header,
      hash: hex(sha256(text)),
      signature: sign(
        null,
        Buffer.from(BLOCK_SIGNATURE_CONTEXT + text),
        privateKey,
      ).toString('base64'),
      kept: true,
    },
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
  return { record: records[index], proof };
}
